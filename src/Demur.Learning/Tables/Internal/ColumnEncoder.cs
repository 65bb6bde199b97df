using Demur.Decisions;
using Demur.Learning.Models;

namespace Demur.Learning.Tables.Internal;

/// <summary>Turns the values of one column into features. Immutable; fitted on training rows only.</summary>
internal abstract class ColumnEncoder(int column)
{
    /// <summary>The column's position in the schema.</summary>
    public int Column { get; } = column;

    /// <summary>The number of features.</summary>
    public abstract int Width { get; }

    /// <summary>What the model file calls this sort of encoder.</summary>
    protected abstract string Kind { get; }

    /// <summary>Adds the record's features, in ascending order.</summary>
    public abstract void Encode(TableRecord record, RowBuilder row);

    /// <summary>Values that a feature usually has, the deciles of the training part, to judge one value by; empty for features that are there or not.</summary>
    public virtual IReadOnlyList<double> UsualValues(int feature) => [];

    /// <summary>The readable name of a feature, without the column's where the column is the only one.</summary>
    public abstract string NameOf(int feature, string column);

    /// <summary>What one record's feature says, such as <c>age = 47</c>.</summary>
    public virtual string Describe(TableRecord record, int feature, string column) => NameOf(feature, column);

    /// <summary>A condition on a feature that is 0 or 1.</summary>
    public virtual string ConditionOf(int feature, string column, bool isNegated) => isNegated ? $"NOT {NameOf(feature, column)}" : NameOf(feature, column);

    /// <summary>Where the features of a text stand in it; empty for other columns.</summary>
    public virtual IReadOnlyDictionary<int, IReadOnlyList<TextSpan>> Locate(TableRecord record) => NoPlaces;

    /// <summary>Whether the features are words of a text.</summary>
    public virtual bool IsText => false;

    /// <summary>What the features of the column mean together.</summary>
    public abstract ColumnShape Shape { get; }

    /// <summary>The feature that says that a value is missing; null where training had no gaps, or gaps have none.</summary>
    public virtual int? GapFeature => null;

    public void Write(ModelWriter writer)
    {
        writer.WriteString(Kind);
        WriteContent(writer);
    }

    public static ColumnEncoder Read(ModelReader reader, int column) => reader.ReadString() switch
    {
        NumberEncoder.Name => NumberEncoder.ReadContent(reader, column),
        ThresholdEncoder.Name => ThresholdEncoder.ReadContent(reader, column),
        CategoryEncoder.Name => CategoryEncoder.ReadContent(reader, column),
        TextEncoder.Name => TextEncoder.ReadContent(reader, column),
        var kind => throw reader.Damaged($"an unknown encoder '{kind}'"),
    };

    protected abstract void WriteContent(ModelWriter writer);

    private static readonly Dictionary<int, IReadOnlyList<TextSpan>> NoPlaces = [];
}
