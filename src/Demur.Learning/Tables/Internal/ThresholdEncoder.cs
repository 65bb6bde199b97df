using System.Globalization;
using Demur.Learning.Models;

namespace Demur.Learning.Tables.Internal;

/// <summary>A number as bits: one for each threshold that it passes, at the training part's quantiles; a gap passes none, with a bit that says so where training had gaps.</summary>
internal sealed class ThresholdEncoder(int column, double[] thresholds, bool hasGaps) : ColumnEncoder(column)
{
    public const string Name = "thresholds";

    public override int Width => thresholds.Length + (hasGaps ? 1 : 0);

    protected override string Kind => Name;

    /// <summary>Thresholds lie half-way between neighbouring training values, as near to even quantiles as there are different values.</summary>
    public static ThresholdEncoder Fit(int column, IReadOnlyList<double> values, int count)
    {
        double[] present = [.. values.Where(value => !double.IsNaN(value)).Order()];
        var cuts = new SortedSet<double>();
        for (var k = 1; k <= count; k++)
        {
            var at = (int)((long)k * present.Length / (count + 1));
            var above = Array.FindIndex(present, at, value => value > present[at]);
            if (present.Length > 0 && above > 0)
            {
                cuts.Add(present[at] + ((present[above] - present[at]) / 2));
            }
        }

        return new ThresholdEncoder(column, [.. cuts], present.Length < values.Count);
    }

    public override void Encode(TableRecord record, RowBuilder row)
    {
        var value = record.Number(Column);
        for (var k = 0; k < thresholds.Length && value > thresholds[k]; k++)
        {
            row.Add(k, 1);
        }

        if (double.IsNaN(value) && hasGaps)
        {
            row.Add(thresholds.Length, 1);
        }
    }

    public override string NameOf(int feature, string column) =>
        feature < thresholds.Length ? string.Create(CultureInfo.InvariantCulture, $"{column} > {thresholds[feature]:G6}") : $"{column} missing";

    public override string ConditionOf(int feature, string column, bool isNegated) =>
        isNegated && IsThreshold(feature) ? string.Create(CultureInfo.InvariantCulture, $"{column} <= {thresholds[feature]:G6}") : base.ConditionOf(feature, column, isNegated);

    /// <summary>Whether a feature stands for a threshold, and not for a gap.</summary>
    public bool IsThreshold(int feature) => feature < thresholds.Length;

    public static ThresholdEncoder ReadContent(ModelReader reader, int column)
    {
        var thresholds = reader.ReadDoubles();
        for (var k = 1; k < thresholds.Length; k++)
        {
            if (!(thresholds[k] > thresholds[k - 1]))
            {
                throw reader.Damaged("thresholds that do not ascend");
            }
        }

        return new ThresholdEncoder(column, thresholds, reader.ReadInt32() != 0);
    }

    protected override void WriteContent(ModelWriter writer)
    {
        writer.WriteDoubles(thresholds);
        writer.WriteInt32(hasGaps ? 1 : 0);
    }
}
