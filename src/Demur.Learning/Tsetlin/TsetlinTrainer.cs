using Demur.Learning.Models;
using Demur.Learning.Tsetlin.Internal;

namespace Demur.Learning.Tsetlin;

/// <summary>
/// A machine in training: it goes on from where it is with every <see cref="PartialFit"/> and gives models that stay as they are. So many epochs in one call or in several make
/// the same machine. Not thread-safe.
/// </summary>
public sealed class TsetlinTrainer
{
    private readonly ClauseSection[] _sections;
    private readonly int[] _featureCounts;
    private long _exampleCount;

    internal TsetlinTrainer(TsetlinOptions options, int featureCount, int classCount, bool isCoalesced)
    {
        options.Validate();
        if (featureCount is < 1 or > 50_000_000)
        {
            throw new DemurException($"The examples have {featureCount:N0} features; a Tsetlin Machine takes 1 to 50,000,000.");
        }

        if (classCount is < 2 or > 100_000)
        {
            throw new DemurException($"There {(classCount == 1 ? "is 1 class" : $"are {classCount:N0} classes")}; a Tsetlin Machine tells 2 to 100,000 apart.");
        }

        Options = options;
        FeatureCount = featureCount;
        ClassCount = classCount;
        IsCoalesced = isCoalesced;
        _featureCounts = new int[featureCount];
        _sections = isCoalesced
            ? [new SharedSection(Bank(), options, classCount)]
            : [.. Enumerable.Range(0, classCount).Select(label => new ClassSection(Bank(), options, label))];

        ClauseBank Bank() => new(options.Clauses, 2 * featureCount, options.StateBits);
    }

    /// <summary>The settings.</summary>
    public TsetlinOptions Options { get; }

    /// <summary>The number of features of every example.</summary>
    public int FeatureCount { get; }

    /// <summary>The number of classes.</summary>
    public int ClassCount { get; }

    /// <summary>Whether the classes share their clauses.</summary>
    public bool IsCoalesced { get; }

    /// <summary>How many epochs have been trained so far, all calls together.</summary>
    public int Epochs { get; private set; }

    internal IReadOnlyList<ClauseSection> Sections => _sections;

    internal ReadOnlySpan<int> FeatureCounts => _featureCounts;

    internal long ExampleCount => _exampleCount;

    /// <summary>Goes on learning.</summary>
    /// <param name="features">The examples' features.</param>
    /// <param name="classes">Each example's class, from 0.</param>
    /// <param name="epochs">How often to go through the examples; 1 by default.</param>
    /// <param name="weights">How much each example counts: finite, at least 0; 1 each when null. An example of half the weight changes half as many clauses.</param>
    /// <param name="cancellationToken">Stops between examples; the trainer is then in the middle of an epoch and should be dropped.</param>
    /// <exception cref="DemurException">The numbers do not match, a class is out of range, or there is no example.</exception>
    public void PartialFit(BitMatrix features, IReadOnlyList<int> classes, int epochs = 1, IReadOnlyList<double>? weights = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(features);
        ArgumentNullException.ThrowIfNull(classes);
        ArgumentOutOfRangeException.ThrowIfLessThan(epochs, 1);
        var shares = TrainingInput.Check(features, classes, weights, FeatureCount, ClassCount);
        var literals = new LiteralRows(features);
        int[] labels = [.. classes];
        Count(features);
        var threads = Options.Threads > 0 ? Options.Threads : Environment.ProcessorCount;
        for (var i = 0; i < epochs; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var plan = new EpochPlan(labels.Length, ClassCount, Options.Seed, Epochs);
            for (var section = 0; section < _sections.Length; section++)
            {
                _sections[section].Begin(Options.Seed, Epochs, section * _sections[section].Blocks);
            }

            new EpochRun(_sections, Options, literals, labels, shares, plan, ClassCount).Run(threads, cancellationToken);
            cancellationToken.ThrowIfCancellationRequested();
            Epochs++;
        }
    }

    /// <summary>Takes the rules as they are now; later training does not change them.</summary>
    /// <returns>The model.</returns>
    public TsetlinModel ToModel() => TsetlinModel.Of(this);

    private void Count(BitMatrix features)
    {
        for (var row = 0; row < features.RowCount; row++)
        {
            BitWords.ForEach(features.Row(row), feature => _featureCounts[feature]++);
        }

        _exampleCount += features.RowCount;
    }
}
