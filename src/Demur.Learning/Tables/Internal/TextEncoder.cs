using Demur.Decisions;
using Demur.Learning.Models;
using Demur.Learning.Text;

namespace Demur.Learning.Tables.Internal;

/// <summary>The n-grams of a text; a gap has none.</summary>
internal sealed class TextEncoder(int column, TfidfModel features) : ColumnEncoder(column)
{
    public const string Name = "text";

    public override int Width => features.FeatureCount;

    public override bool IsText => true;

    public override ColumnShape Shape => features.Options is { Binary: true, UseIdf: false, Norm: RowNorm.None } ? ColumnShape.WordBits : ColumnShape.Words;

    protected override string Kind => Name;

    public override void Encode(TableRecord record, RowBuilder row)
    {
        var cells = features.Transform(record.Text(Column) ?? "", row.Workspace);
        for (var i = 0; i < cells.Count; i++)
        {
            row.Add(cells.Indices[i], cells.Values[i]);
        }
    }

    public override string NameOf(int feature, string column) => column.Length == 0 ? features.FeatureName(feature) : $"{column}: {features.FeatureName(feature)}";

    public override string ConditionOf(int feature, string column, bool isNegated)
    {
        var words = column.Length == 0 ? $"'{features.FeatureName(feature)}'" : $"{column} has '{features.FeatureName(feature)}'";
        return isNegated ? $"NOT {words}" : words;
    }

    public override IReadOnlyDictionary<int, IReadOnlyList<TextSpan>> Locate(TableRecord record) => features.Locate(record.Text(Column) ?? "");

    public static TextEncoder ReadContent(ModelReader reader, int column) => new(column, TfidfModel.Read(reader));

    protected override void WriteContent(ModelWriter writer) => features.Write(writer);
}
