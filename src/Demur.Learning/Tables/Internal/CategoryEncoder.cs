using Demur.Learning.Models;

namespace Demur.Learning.Tables.Internal;

/// <summary>One feature for each category of the training part; one that it had not has none, a gap has its own where training had gaps.</summary>
internal sealed class CategoryEncoder : ColumnEncoder
{
    public const string Name = "category";
    private const int MaxCategories = 1 << 20;
    private readonly string[] _names;
    private readonly Dictionary<string, int> _positions;
    private readonly bool _hasGaps;

    private CategoryEncoder(int column, string[] names, bool hasGaps)
        : base(column)
    {
        _names = names;
        _positions = names.Select((name, position) => (name, position)).ToDictionary(pair => pair.name, pair => pair.position, StringComparer.Ordinal);
        _hasGaps = hasGaps;
    }

    public override int Width => _names.Length + (_hasGaps ? 1 : 0);

    public override ColumnShape Shape => ColumnShape.Category;

    protected override string Kind => Name;

    public static CategoryEncoder Fit(int column, IReadOnlyList<string?> values)
    {
        string[] names = [.. values.OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        return new CategoryEncoder(column, names, values.Contains(null));
    }

    public override void Encode(TableRecord record, RowBuilder row)
    {
        if (record.Text(Column) is not { } text)
        {
            if (_hasGaps)
            {
                row.Add(_names.Length, 1);
            }
        }
        else if (_positions.TryGetValue(text, out var position))
        {
            row.Add(position, 1);
        }
    }

    public override string NameOf(int feature, string column) => feature < _names.Length ? $"{column} = {_names[feature]}" : $"{column} missing";

    public static CategoryEncoder ReadContent(ModelReader reader, int column)
    {
        var count = reader.ReadInt32();
        if (count is < 0 or > MaxCategories)
        {
            throw reader.Damaged($"{count} categories");
        }

        var names = new List<string>();
        for (var i = 0; i < count; i++)
        {
            names.Add(reader.ReadString());
        }

        var hasGaps = reader.ReadInt32() != 0;
        return names.Distinct(StringComparer.Ordinal).Count() == names.Count
            ? new CategoryEncoder(column, [.. names], hasGaps)
            : throw reader.Damaged("a category that stands twice");
    }

    protected override void WriteContent(ModelWriter writer)
    {
        writer.WriteInt32(_names.Length);
        foreach (var name in _names)
        {
            writer.WriteString(name);
        }

        writer.WriteInt32(_hasGaps ? 1 : 0);
    }
}
