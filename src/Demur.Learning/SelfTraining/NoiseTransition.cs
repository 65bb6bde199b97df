using Demur.Learning.SelfTraining.Internal;

namespace Demur.Learning.SelfTraining;

/// <summary>How often a row of one true class is given each label: P(given | true). Immutable.</summary>
public sealed class NoiseTransition
{
    private readonly double[] _rates; // [true, given]

    private NoiseTransition(double[] rates, int classCount)
    {
        _rates = rates;
        ClassCount = classCount;
    }

    /// <summary>The number of classes.</summary>
    public int ClassCount { get; }

    /// <summary>Gives the share of a true class's rows that are given a label.</summary>
    /// <param name="truth">The true class.</param>
    /// <param name="given">The label given.</param>
    /// <returns>A number from 0 to 1; the labels' numbers add up to 1.</returns>
    public double this[int truth, int given] => _rates[(truth * ClassCount) + given];

    /// <summary>Estimates the shares from a model's answers on labelled rows that it has not seen.</summary>
    /// <param name="model">What gives the labels.</param>
    /// <param name="holdout">Labelled rows, held out from its training.</param>
    /// <param name="smoothing">How many further rows of each pair of classes are assumed; .5 by default, above 0 where a class may be missing.</param>
    /// <returns>The transition.</returns>
    /// <exception cref="DemurException">The model knows other classes than the rows, or a class has no row and nothing is assumed.</exception>
    public static NoiseTransition Estimate(IModel model, ExampleSet holdout, double smoothing = 0.5)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(holdout);
        return model.ClassCount == holdout.Classes.Count
            ? Estimate(Predictions.Labels(model, holdout.Features), holdout.Labels, model.ClassCount, smoothing)
            : throw new DemurException($"The model knows {model.ClassCount} classes, the held-out rows {holdout.Classes.Count}; both must be of the same classes.");
    }

    /// <summary>Estimates the shares from pairs of given and true labels.</summary>
    /// <param name="given">The labels given.</param>
    /// <param name="truth">The true classes, in the same order.</param>
    /// <param name="classCount">The number of classes.</param>
    /// <param name="smoothing">How many further rows of each pair of classes are assumed; .5 by default.</param>
    /// <returns>The transition.</returns>
    /// <exception cref="DemurException">The lists differ in length, a class is out of range, or one has no row and nothing is assumed.</exception>
    public static NoiseTransition Estimate(ReadOnlySpan<int> given, ReadOnlySpan<int> truth, int classCount, double smoothing = 0.5)
    {
        if (given.Length != truth.Length || classCount < 2 || !(smoothing >= 0 && double.IsFinite(smoothing)))
        {
            throw new DemurException($"{given.Length} given and {truth.Length} true labels of {classCount} classes with a smoothing of {smoothing} make no transition; give as many of one as of the other, two classes or more, and a smoothing of at least 0.");
        }

        var rates = new double[classCount * classCount];
        Array.Fill(rates, smoothing);
        for (var i = 0; i < given.Length; i++)
        {
            if ((uint)given[i] >= (uint)classCount || (uint)truth[i] >= (uint)classCount)
            {
                throw new DemurException($"Pair {i} has the labels {given[i]} and {truth[i]}; with {classCount} classes, labels run from 0 to {classCount - 1}.");
            }

            rates[(truth[i] * classCount) + given[i]]++;
        }

        return Of(rates, classCount);
    }

    /// <summary>Noise that gives every wrong label equally often.</summary>
    /// <param name="classCount">The number of classes; at least 2.</param>
    /// <param name="share">The share of wrong labels, 0 up to 1; 0 is no noise.</param>
    /// <returns>The transition.</returns>
    /// <exception cref="DemurException">A number is out of range.</exception>
    public static NoiseTransition Symmetric(int classCount, double share)
    {
        if (classCount < 2 || !(share is >= 0 and < 1))
        {
            throw new DemurException(ErrorCode.Usage, $"A share of {share} wrong labels among {classCount} classes is out of range; use 0 up to 1 and at least 2 classes.");
        }

        var rates = new double[classCount * classCount];
        Array.Fill(rates, share / (classCount - 1));
        for (var label = 0; label < classCount; label++)
        {
            rates[(label * classCount) + label] = 1 - share;
        }

        return new NoiseTransition(rates, classCount);
    }

    /// <summary>Turns probabilities of the true class into those of the label given: P transposed times p.</summary>
    /// <param name="truth">One number for each true class.</param>
    /// <param name="given">Filled with one number for each label.</param>
    public void Forward(ReadOnlySpan<double> truth, Span<double> given)
    {
        given[..ClassCount].Clear();
        for (var from = 0; from < ClassCount; from++)
        {
            for (var to = 0; to < ClassCount; to++)
            {
                given[to] += truth[from] * _rates[(from * ClassCount) + to];
            }
        }
    }

    /// <summary>The forward-corrected loss of one row (Patrini and others 2017): minus the logarithm of the probability of the label given.</summary>
    /// <param name="truth">The model's probabilities of the true classes.</param>
    /// <param name="label">The label given.</param>
    /// <returns>The loss, at least 0.</returns>
    public double ForwardLoss(ReadOnlySpan<double> truth, int label)
    {
        var sum = 0.0;
        for (var from = 0; from < ClassCount; from++)
        {
            sum += truth[from] * _rates[(from * ClassCount) + label];
        }

        return -Math.Log(sum);
    }

    private static NoiseTransition Of(double[] counts, int classCount)
    {
        for (var truth = 0; truth < classCount; truth++)
        {
            var row = counts.AsSpan(truth * classCount, classCount);
            var total = 0.0;
            foreach (var count in row)
            {
                total += count;
            }

            if (total == 0)
            {
                throw new DemurException($"No held-out row is of class {truth}, so that its noise cannot be estimated; hold out more rows, or use a smoothing above 0.");
            }

            foreach (ref var rate in row)
            {
                rate /= total;
            }
        }

        return new NoiseTransition(counts, classCount);
    }
}
