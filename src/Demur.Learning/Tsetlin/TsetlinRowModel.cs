using Demur.Decisions;
using Demur.Learning.Models;
using Demur.Learning.Sparse;

namespace Demur.Learning.Tsetlin;

/// <summary>Rules over thresholds of numbers. Immutable and thread-safe.</summary>
public sealed class TsetlinRowModel : IModel
{
    internal const string Kind = "tsetlin-rows";
    private readonly Thermometer _thermometer;
    private readonly int[] _bits; // of the thermometer, ascending: the machine's features

    internal TsetlinRowModel(Thermometer thermometer, int[] bits, TsetlinModel machine)
    {
        _thermometer = thermometer;
        _bits = bits;
        Machine = machine;
    }

    /// <summary>The rules over bits.</summary>
    public TsetlinModel Machine { get; }

    /// <inheritdoc/>
    public int FeatureCount => _thermometer.ColumnCount;

    /// <inheritdoc/>
    public int ClassCount => Machine.ClassCount;

    /// <inheritdoc/>
    public void Predict(SparseRow row, Span<double> probabilities) => Machine.Probabilities(Encode(row), probabilities);

    /// <summary>Names the class of a row, or declines where two classes are too close.</summary>
    /// <param name="row">The features.</param>
    /// <param name="minMargin">The least margin to be sure enough, in shares of 2 T; 0, the default, never declines.</param>
    /// <returns>The class and the margin.</returns>
    public TsetlinVerdict Decide(SparseRow row, double minMargin = 0) => Machine.Decide(Encode(row), minMargin);

    /// <summary>The column that a feature of the machine asks of.</summary>
    /// <param name="feature">The feature of a literal, from 0.</param>
    /// <returns>The column of the rows.</returns>
    public int ColumnOf(int feature) => _thermometer.Meaning(_bits[feature]).Column;

    /// <summary>The rules that hold of a row, as the machine has them.</summary>
    /// <param name="row">The features.</param>
    /// <param name="label">The class whose votes are explained, from 0.</param>
    /// <returns>The rules with the most votes for or against the class first.</returns>
    public IReadOnlyList<TsetlinRule> RulesOf(SparseRow row, int label) => Machine.Explain(Encode(row), label);

    /// <summary>Says which rules hold of a row.</summary>
    /// <param name="row">The features.</param>
    /// <param name="label">The class whose votes are explained, from 0.</param>
    /// <param name="report">Reads the rules; see <see cref="Report"/>.</param>
    /// <param name="count">How many at most; 10 by default.</param>
    /// <returns>The rules with the most votes for or against the class.</returns>
    public Evidence Explain(SparseRow row, int label, TsetlinReport report, int count = 10)
    {
        ArgumentNullException.ThrowIfNull(report);
        return Evidence.Strongest(
            Machine.Explain(Encode(row), label, count).Select(rule =>
            {
                var conditions = report.Read(rule);
                return new ClauseEvidence(
                    string.Join(" AND ", conditions),
                    rule.Weight,
                    [.. conditions.Select(condition => new ClauseLiteral(condition.Text, condition.IsNegated, []))]);
            }),
            count);
    }

    /// <summary>Gives the rules in words: all literals of one column become its range.</summary>
    /// <param name="columns">The name of a column.</param>
    /// <param name="classes">The classes' names.</param>
    /// <returns>The report.</returns>
    public TsetlinReport Report(Func<int, string> columns, IReadOnlyList<string> classes) => new(Machine, classes, TsetlinReadings.OfThresholds(_thermometer, _bits, columns));

    /// <inheritdoc/>
    public void Write(ModelWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        _thermometer.Write(writer);
        writer.WriteInt32s(_bits);
        Machine.Write(writer);
    }

    /// <summary>Reads a model that <see cref="Write"/> wrote.</summary>
    /// <param name="reader">Where from.</param>
    /// <returns>The model.</returns>
    /// <exception cref="DemurException">The file is damaged.</exception>
    public static TsetlinRowModel Read(ModelReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        var thermometer = Thermometer.Read(reader);
        var bits = reader.ReadInt32s();
        for (var i = 0; i < bits.Length; i++)
        {
            if (bits[i] < 0 || bits[i] >= thermometer.BitCount || (i > 0 && bits[i] <= bits[i - 1]))
            {
                throw reader.Damaged($"a bit {bits[i]} of {thermometer.BitCount}, or bits out of order");
            }
        }

        var machine = TsetlinModel.Read(reader);
        return machine.FeatureCount == bits.Length
            ? new TsetlinRowModel(thermometer, bits, machine)
            : throw reader.Damaged($"rules over {machine.FeatureCount} bits where {bits.Length} are chosen");
    }

    private ulong[] Encode(SparseRow row)
    {
        var all = new ulong[BitMatrix.WordsFor(_thermometer.BitCount)];
        _thermometer.Write(row, all);
        if (_bits.Length == _thermometer.BitCount)
        {
            return all;
        }

        var chosen = new ulong[BitMatrix.WordsFor(_bits.Length)];
        for (var i = 0; i < _bits.Length; i++)
        {
            chosen[i >> 6] |= ((all[_bits[i] >> 6] >> _bits[i]) & 1) << i;
        }

        return chosen;
    }
}
