namespace Demur.Learning.Imbalance;

/// <summary>Changes how many examples of each class there are. Implementations are immutable and thread-safe; the same examples and seed make the same set, on any number of threads. Resample training rows only: a test row that was made from, or chosen beside, a training row is no test.</summary>
public interface IResampler
{
    /// <summary>Makes a new set.</summary>
    /// <param name="examples">The training examples.</param>
    /// <param name="seed">The seed of everything random.</param>
    /// <param name="cancellationToken">Stops between steps.</param>
    /// <returns>The new set, which knows where each row comes from.</returns>
    /// <exception cref="DemurException">The examples do not suit the method, such as a class with too few members.</exception>
    ResampledSet Resample(ExampleSet examples, int seed = 1, CancellationToken cancellationToken = default);
}
