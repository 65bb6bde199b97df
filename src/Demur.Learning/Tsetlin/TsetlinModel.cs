using System.Buffers;
using Demur.Learning.Models;
using Demur.Learning.Tsetlin.Internal;

namespace Demur.Learning.Tsetlin;

/// <summary>
/// What a Tsetlin Machine has learnt: rules that vote for and against classes, arranged so that only rules that can hold are looked at. Immutable and thread-safe.
/// A row of features is given as packed bits, see <see cref="BitMatrix.Row"/>.
/// </summary>
public sealed class TsetlinModel
{
    /// <summary>What files and cards call this kind of model.</summary>
    public const string Kind = "tsetlin";

    private const int Version = 1;
    private readonly RuleSet _rules;
    private readonly RuleIndex _index;
    private readonly RuleColumns _columns;
    private readonly int[] _featureCounts;

    private TsetlinModel(int features, int classes, int threshold, RuleSet rules, int[] featureCounts, int exampleCount)
    {
        FeatureCount = features;
        ClassCount = classes;
        T = threshold;
        _rules = rules;
        _featureCounts = featureCounts;
        ExampleCount = exampleCount;
        var shares = LiteralShares.Of(featureCounts, exampleCount);
        _index = new RuleIndex(rules, shares);
        _columns = new RuleColumns(rules, shares);
    }

    /// <summary>The number of features.</summary>
    public int FeatureCount { get; }

    /// <summary>The number of classes.</summary>
    public int ClassCount { get; }

    /// <summary>The sum of votes up to which a class learnt; margins are measured against it.</summary>
    public int T { get; }

    /// <summary>The number of different rules, all classes together.</summary>
    public int RuleCount => _rules.Count;

    /// <summary>How many rows it was trained on, each counted once for every call of <see cref="TsetlinTrainer.PartialFit"/>.</summary>
    public int ExampleCount { get; }

    /// <summary>In how many of the training rows a feature was present.</summary>
    /// <param name="feature">The feature, from 0.</param>
    /// <returns>The number of rows.</returns>
    public int FeatureRows(int feature) => _featureCounts[feature];

    /// <summary>Adds up the votes for each class, without bounds.</summary>
    /// <param name="row">The features.</param>
    /// <param name="sums">Receives one sum for each class.</param>
    /// <exception cref="ArgumentException">The row or the sums have another length.</exception>
    public void ClassSums(ReadOnlySpan<ulong> row, Span<int> sums)
    {
        if (sums.Length != ClassCount)
        {
            throw new ArgumentException($"There is room for {sums.Length} sums; the model has {ClassCount} classes.", nameof(sums));
        }

        sums.Clear();
        var sink = new VoteSink(_rules, sums);
        Match(row, ref sink);
    }

    /// <summary>Adds up the votes of many rows, much faster than one by one: 256 rows are looked at together.</summary>
    /// <param name="features">The rows.</param>
    /// <returns>The sums, row after row, one for each class.</returns>
    /// <exception cref="DemurException">The rows have another number of features.</exception>
    public int[] ClassSums(BitMatrix features)
    {
        ArgumentNullException.ThrowIfNull(features);
        if (features.ColumnCount != FeatureCount)
        {
            throw new DemurException($"The rows have {features.ColumnCount} features, the model knows {FeatureCount}; encode them as in training.");
        }

        var sums = new int[checked(features.RowCount * ClassCount)];
        var columns = RuleColumns.Suits(FeatureCount) ? _columns.MakeColumns() : null;
        for (var first = 0; first < features.RowCount; first += RuleColumns.BatchRows)
        {
            var rows = Math.Min(RuleColumns.BatchRows, features.RowCount - first);
            var part = sums.AsSpan(first * ClassCount, rows * ClassCount);
            if (columns is not null)
            {
                _columns.Vote(features, first, columns, part, ClassCount);
                continue;
            }

            for (var row = 0; row < rows; row++)
            {
                ClassSums(features.Row(first + row), part.Slice(row * ClassCount, ClassCount));
            }
        }

        return sums;
    }

    /// <summary>Names the class with the most votes, the lowest of equals.</summary>
    /// <param name="row">The features.</param>
    /// <returns>The class, from 0.</returns>
    public int Predict(ReadOnlySpan<ulong> row) => Decide(row).Class;

    /// <summary>Names the class of every row.</summary>
    /// <param name="features">The rows.</param>
    /// <returns>One class for each row.</returns>
    public int[] Predict(BitMatrix features)
    {
        ArgumentNullException.ThrowIfNull(features);
        var sums = ClassSums(features);
        var classes = new int[features.RowCount];
        for (var row = 0; row < classes.Length; row++)
        {
            classes[row] = Verdict(sums.AsSpan(row * ClassCount, ClassCount), 0).Class;
        }

        return classes;
    }

    /// <summary>Names the class of a row, or declines where two classes are too close.</summary>
    /// <param name="row">The features.</param>
    /// <param name="minMargin">The least margin to be sure enough, in shares of 2 T; 0, the default, never declines.</param>
    /// <returns>The class and the margin.</returns>
    public TsetlinVerdict Decide(ReadOnlySpan<ulong> row, double minMargin = 0)
    {
        Span<int> sums = ClassCount <= 64 ? stackalloc int[ClassCount] : new int[ClassCount];
        ClassSums(row, sums);
        return Verdict(sums, minMargin);
    }

    private TsetlinVerdict Verdict(ReadOnlySpan<int> sums, double minMargin)
    {
        var best = 0;
        var second = int.MinValue;
        for (var label = 1; label < sums.Length; label++)
        {
            (best, second) = sums[label] > sums[best] ? (label, sums[best]) : (best, Math.Max(second, sums[label]));
        }

        var margin = ((double)sums[best] - second) / (2.0 * T);
        return new TsetlinVerdict(margin >= minMargin ? best : -1, margin);
    }

    /// <summary>Turns votes into shares of belief by softmax over 2 v / T: a class sure of itself against one sure of the contrary gets .98. Not calibrated.</summary>
    /// <param name="row">The features.</param>
    /// <param name="probabilities">Receives one share for each class; they add up to 1.</param>
    public void Probabilities(ReadOnlySpan<ulong> row, Span<double> probabilities)
    {
        Span<int> sums = ClassCount <= 64 ? stackalloc int[ClassCount] : new int[ClassCount];
        ClassSums(row, sums);
        var most = int.MinValue;
        foreach (var sum in sums)
        {
            most = Math.Max(most, sum);
        }

        var total = 0.0;
        for (var label = 0; label < sums.Length; label++)
        {
            probabilities[label] = Math.Exp(2.0 * ((double)sums[label] - most) / T);
            total += probabilities[label];
        }

        for (var label = 0; label < sums.Length; label++)
        {
            probabilities[label] /= total;
        }
    }

    /// <summary>The rules of a class, those with the most votes first, for and against; of equals the shorter.</summary>
    /// <param name="label">The class, from 0.</param>
    /// <param name="count">How many at most; all by default.</param>
    /// <returns>The rules.</returns>
    public IReadOnlyList<TsetlinRule> GetRules(int label, int count = int.MaxValue)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(label);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(label, ClassCount);
        return Strongest(Enumerable.Range(0, _rules.Count), label, count);
    }

    /// <summary>Explains the votes of a class on one row: the rules that hold. Their weights add up to the class's sum.</summary>
    /// <param name="row">The features.</param>
    /// <param name="label">The class, from 0.</param>
    /// <param name="count">How many at most; all by default.</param>
    /// <returns>The rules, those with the most votes first.</returns>
    public IReadOnlyList<TsetlinRule> Explain(ReadOnlySpan<ulong> row, int label, int count = int.MaxValue)
    {
        var found = new List<int>();
        var sink = new ListSink(found);
        Match(row, ref sink);
        return Strongest(found, label, count);
    }

    /// <summary>How a class leans on each literal over all its rules: the sum of the weights of the rules that hold it.</summary>
    /// <param name="label">The class, from 0.</param>
    /// <returns>The literals, largest absolute sum first.</returns>
    public IReadOnlyList<(TsetlinLiteral Literal, int Weight)> LiteralWeights(int label)
    {
        var sums = new int[2 * FeatureCount];
        foreach (var rule in Enumerable.Range(0, _rules.Count))
        {
            var vote = WeightOf(rule, label);
            foreach (var literal in _rules.Literals(rule))
            {
                sums[literal] += vote;
            }
        }

        return [.. Enumerable.Range(0, sums.Length)
            .Where(literal => sums[literal] != 0)
            .OrderByDescending(literal => Math.Abs((long)sums[literal]))
            .ThenBy(literal => literal)
            .Select(literal => (Literal(literal), sums[literal]))];
    }

    /// <summary>Writes the model.</summary>
    /// <param name="writer">Where to.</param>
    public void Write(ModelWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteInt32(Version);
        writer.WriteInt32(FeatureCount);
        writer.WriteInt32(ClassCount);
        writer.WriteInt32(T);
        writer.WriteInt32(ExampleCount);
        writer.WriteInt32s(_featureCounts);
        _rules.Write(writer);
    }

    /// <summary>Reads a model that <see cref="Write"/> wrote.</summary>
    /// <param name="reader">Where from.</param>
    /// <returns>The model.</returns>
    /// <exception cref="DemurException">The file is damaged or of a later version.</exception>
    public static TsetlinModel Read(ModelReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        var version = reader.ReadInt32();
        if (version != Version)
        {
            throw reader.Damaged($"a Tsetlin model of version {version} where {Version} is known");
        }

        var (features, classes, threshold, examples) = (reader.ReadInt32(), reader.ReadInt32(), reader.ReadInt32(), reader.ReadInt32());
        var counts = reader.ReadInt32s();
        if (features != counts.Length || features < 1 || classes is < 2 or > 100_000 || threshold < 1 || examples < 0 || Array.Exists(counts, count => count < 0 || count > examples))
        {
            throw reader.Damaged($"{features} features, {classes} classes, T {threshold} and {examples} examples, which do not agree with {counts.Length} counts");
        }

        return new TsetlinModel(features, classes, threshold, RuleSet.Read(reader, features, classes), counts, examples);
    }

    internal static TsetlinModel Of(TsetlinTrainer trainer) => new(
        trainer.FeatureCount,
        trainer.ClassCount,
        trainer.Options.T,
        RuleSet.Of(trainer.Sections, trainer.ClassCount),
        trainer.FeatureCounts.ToArray(),
        trainer.StoredExamples());

    private void Match<TSink>(ReadOnlySpan<ulong> row, scoped ref TSink sink)
        where TSink : IRuleSink, allows ref struct
    {
        if (row.Length != BitMatrix.WordsFor(FeatureCount))
        {
            throw new ArgumentException($"The row has {row.Length} words; {FeatureCount} features take {BitMatrix.WordsFor(FeatureCount)}.", nameof(row));
        }

        var words = LiteralRows.StrideFor(FeatureCount);
        var rented = words <= 256 ? null : ArrayPool<ulong>.Shared.Rent(words);
        var literals = rented is null ? stackalloc ulong[256] : rented;
        literals = literals[..words];
        LiteralRows.Write(row, FeatureCount, literals);
        _index.Match(literals, ref sink);
        if (rented is not null)
        {
            ArrayPool<ulong>.Shared.Return(rented);
        }
    }

    private List<TsetlinRule> Strongest(IEnumerable<int> rules, int label, int count) =>
        [.. rules
            .Select(rule => (Rule: rule, Weight: WeightOf(rule, label)))
            .Where(pair => pair.Weight != 0)
            .OrderByDescending(pair => Math.Abs(pair.Weight))
            .ThenBy(pair => _rules.Literals(pair.Rule).Length)
            .ThenBy(pair => pair.Rule)
            .Take(count)
            .Select(pair => new TsetlinRule(Array.ConvertAll(_rules.Literals(pair.Rule).ToArray(), Literal), label, pair.Weight))];

    private int WeightOf(int rule, int label)
    {
        var place = _rules.Classes(rule).BinarySearch(label);
        return place < 0 ? 0 : _rules.Weights(rule)[place];
    }

    private TsetlinLiteral Literal(int literal) => literal < FeatureCount ? new TsetlinLiteral(literal, false) : new TsetlinLiteral(literal - FeatureCount, true);
}
