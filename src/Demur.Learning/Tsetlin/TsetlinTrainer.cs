using Demur.Learning.Models;
using Demur.Learning.Tsetlin.Internal;

namespace Demur.Learning.Tsetlin;

/// <summary>
/// A machine in training: it goes on from where it is with every <see cref="PartialFit"/> and gives models that stay as they are. So many epochs in one call or in several make
/// the same machine. Not thread-safe.
/// </summary>
public sealed class TsetlinTrainer
{
    /// <summary>What files and cards call the state of a training.</summary>
    public const string Kind = "tsetlin-trainer";

    private const int MaxFeatures = 50_000_000;
    private const int MaxClasses = 100_000;
    private readonly ClauseSection[] _sections;
    private readonly int[] _featureCounts;
    private long _exampleCount;

    internal TsetlinTrainer(TsetlinOptions options, int featureCount, int classCount, bool isCoalesced)
    {
        options.Validate();
        if (featureCount is < 1 or > MaxFeatures)
        {
            throw new DemurException($"The examples have {featureCount:N0} features; a Tsetlin Machine takes 1 to {MaxFeatures:N0}.");
        }

        if (classCount is < 2 or > MaxClasses)
        {
            throw new DemurException($"There {(classCount == 1 ? "is 1 class" : $"are {classCount:N0} classes")}; a Tsetlin Machine tells 2 to {MaxClasses:N0} apart.");
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

    /// <summary>Writes the whole state, so that training can go on elsewhere as if it had never stopped. Much larger than the model.</summary>
    /// <param name="writer">Where to.</param>
    public void Write(ModelWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteOptions(Options, ModelJsonContext.Default.TsetlinOptions);
        writer.WriteInt32(FeatureCount);
        writer.WriteInt32(ClassCount);
        writer.WriteInt32(IsCoalesced ? 1 : 0);
        writer.WriteInt32(Epochs);
        writer.WriteInt32(StoredExamples());
        writer.WriteInt32s(_featureCounts);
        foreach (var section in _sections)
        {
            StoredSection.Write(writer, section);
        }
    }

    /// <summary>Reads a state that <see cref="Write"/> wrote.</summary>
    /// <param name="reader">Where from.</param>
    /// <returns>The trainer, where it stopped.</returns>
    /// <exception cref="DemurException">The file is damaged.</exception>
    public static TsetlinTrainer Read(ModelReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        var options = reader.ReadOptions(ModelJsonContext.Default.TsetlinOptions);
        options.Validate();
        var (features, classes, isCoalesced, epochs, examples) = (reader.ReadInt32(), reader.ReadInt32(), reader.ReadInt32(), reader.ReadInt32(), reader.ReadInt32());
        var counts = reader.ReadInt32s();
        if (counts.Length != features || features > MaxFeatures || classes is < 2 or > MaxClasses || isCoalesced is not (0 or 1) || epochs < 0 || examples < 0)
        {
            throw reader.Damaged($"{features} features with {counts.Length} counts, {classes} classes, {epochs} epochs and {examples} examples");
        }

        var stored = new List<StoredSection>();
        for (var section = 0; section < (isCoalesced == 1 ? 1 : classes); section++)
        {
            stored.Add(StoredSection.Read(reader, options, features, isCoalesced == 1 ? classes : 1));
        }

        var trainer = new TsetlinTrainer(options, features, classes, isCoalesced == 1) { Epochs = epochs, _exampleCount = examples };
        counts.CopyTo(trainer._featureCounts, 0);
        for (var section = 0; section < stored.Count; section++)
        {
            stored[section].CopyTo(trainer._sections[section]);
        }

        return trainer;
    }

    internal int StoredExamples() => (int)Math.Min(int.MaxValue, _exampleCount);

    private void Count(BitMatrix features)
    {
        for (var row = 0; row < features.RowCount; row++)
        {
            BitWords.ForEach(features.Row(row), feature => _featureCounts[feature]++);
        }

        _exampleCount += features.RowCount;
    }
}
