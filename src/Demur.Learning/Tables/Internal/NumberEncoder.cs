using System.Globalization;
using Demur.Learning.Models;

namespace Demur.Learning.Tables.Internal;

/// <summary>A number, standardised by the training part's mean and deviation; a gap stands at the mean, with a feature that says so where training had gaps.</summary>
internal sealed class NumberEncoder(int column, double mean, double deviation, double[] usual, bool hasGaps) : ColumnEncoder(column)
{
    public const string Name = "number";
    private const int UsualCount = 9;

    public override int Width => hasGaps ? 2 : 1;

    public override ColumnShape Shape => ColumnShape.Number;

    public override int? GapFeature => hasGaps ? 1 : null;

    protected override string Kind => Name;

    public static NumberEncoder Fit(int column, IReadOnlyList<double> values)
    {
        var present = values.Where(value => !double.IsNaN(value)).ToList();
        var mean = present.Count == 0 ? 0 : present.Average();
        var deviation = present.Count == 0 ? 0 : Math.Sqrt(present.Average(value => (value - mean) * (value - mean)));
        var scale = deviation > 0 ? deviation : 1;
        present.Sort();
        double[] usual = present.Count == 0 ? [] : [.. Enumerable.Range(1, UsualCount).Select(k => (present[(int)((long)k * present.Count / (UsualCount + 1))] - mean) / scale)];
        return new NumberEncoder(column, mean, scale, usual, present.Count < values.Count);
    }

    public override void Encode(TableRecord record, RowBuilder row)
    {
        var value = record.Number(Column);
        if (!double.IsNaN(value))
        {
            row.Add(0, (value - mean) / deviation);
        }
        else if (hasGaps)
        {
            row.Add(1, 1);
        }
    }

    public override IReadOnlyList<double> UsualValues(int feature) => feature == 0 ? usual : [];

    public override string NameOf(int feature, string column) => feature == 0 ? column : $"{column} missing";

    public override string Describe(TableRecord record, int feature, string column) =>
        feature == 0 ? string.Create(CultureInfo.InvariantCulture, $"{column} = {record.Number(Column):G6}") : NameOf(feature, column);

    public static NumberEncoder ReadContent(ModelReader reader, int column)
    {
        var (mean, deviation, usual, hasGaps) = (reader.ReadDouble(), reader.ReadDouble(), reader.ReadDoubles(), reader.ReadInt32() != 0);
        return double.IsFinite(mean) && deviation > 0 && double.IsFinite(deviation) && usual.Length <= UsualCount
            ? new NumberEncoder(column, mean, deviation, usual, hasGaps)
            : throw reader.Damaged($"a mean of {mean} and a deviation of {deviation}");
    }

    protected override void WriteContent(ModelWriter writer)
    {
        writer.WriteDouble(mean);
        writer.WriteDouble(deviation);
        writer.WriteDoubles(usual);
        writer.WriteInt32(hasGaps ? 1 : 0);
    }
}
