using System.Globalization;
using Demur.Learning.Models;
using Demur.Learning.Sparse;
using Demur.Learning.Tsetlin;

namespace Demur.Learning.Tables.Internal;

/// <summary>A number as bits: one for each threshold that it reaches; a gap reaches none, with a bit that says so where training had gaps.</summary>
internal sealed class ThresholdEncoder(int column, double[] thresholds, bool hasGaps) : ColumnEncoder(column)
{
    public const string Name = "thresholds";

    public override int Width => thresholds.Length + (hasGaps ? 1 : 0);

    public override ColumnShape Shape => ColumnShape.Thresholds;

    public override int? GapFeature => hasGaps ? thresholds.Length : null;

    protected override string Kind => Name;

    public static ThresholdEncoder Fit(int column, IReadOnlyList<double> values, int count)
    {
        var present = values.Where(value => !double.IsNaN(value)).Select(value => new[] { value }).ToList();
        var varies = present.Exists(value => value[0] != present[0][0]);
        double[] thresholds = varies ? [.. new ThermometerEncoder(count).Fit(SparseMatrix.FromDense(present)).ThresholdsOf(0)] : [];
        return new ThresholdEncoder(column, thresholds, present.Count < values.Count);
    }

    public override void Encode(TableRecord record, RowBuilder row)
    {
        var value = record.Number(Column);
        for (var k = 0; k < thresholds.Length && value >= thresholds[k]; k++)
        {
            row.Add(k, 1);
        }

        if (double.IsNaN(value) && hasGaps)
        {
            row.Add(thresholds.Length, 1);
        }
    }

    public override string NameOf(int feature, string column) =>
        feature < thresholds.Length ? string.Create(CultureInfo.InvariantCulture, $"{column} >= {thresholds[feature]:G6}") : $"{column} missing";

    public override string ConditionOf(int feature, string column, bool isNegated) =>
        isNegated && IsThreshold(feature) ? string.Create(CultureInfo.InvariantCulture, $"{column} < {thresholds[feature]:G6}") : base.ConditionOf(feature, column, isNegated);

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
