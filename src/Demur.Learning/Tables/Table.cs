using System.Text;
using Demur.Learning.Models;

namespace Demur.Learning.Tables;

/// <summary>Labelled records in memory: what classifiers are trained on. Immutable.</summary>
public sealed class Table
{
    private readonly TableRecord[] _records;
    private readonly int[] _labels;

    internal Table(TableSchema schema, IReadOnlyList<string> classes, TableRecord[] records, int[] labels, IReadOnlyList<string> remarks)
    {
        Schema = schema;
        Classes = classes;
        Remarks = remarks;
        _records = records;
        _labels = labels;
    }

    /// <summary>The columns and the target.</summary>
    public TableSchema Schema { get; }

    /// <summary>The classes, by name; of two, the second is the one that scores speak for.</summary>
    public IReadOnlyList<string> Classes { get; }

    /// <summary>One sentence for each thing that was left out.</summary>
    public IReadOnlyList<string> Remarks { get; }

    /// <summary>The records.</summary>
    public IReadOnlyList<TableRecord> Records => _records;

    /// <summary>For each record its class: an index into <see cref="Classes"/>.</summary>
    public IReadOnlyList<int> Labels => _labels;

    /// <summary>Records without a label, where the table was read with <see cref="TableOptions.KeepUnlabelled"/>; those that hold nothing are left out.</summary>
    public IReadOnlyList<TableRecord> Unlabelled { get; internal init; } = [];

    /// <summary>The number of records.</summary>
    public int Count => _records.Length;

    /// <summary>Makes a table of texts with labels.</summary>
    /// <param name="texts">The texts.</param>
    /// <param name="labels">One class name for each.</param>
    /// <param name="positive">Of two classes the one that scores speak for; the last by name when null.</param>
    /// <returns>The table, of one text column called <c>text</c>.</returns>
    /// <exception cref="DemurException">There are fewer than two classes, or one with a single example, or not as many labels as texts.</exception>
    public static Table OfTexts(IReadOnlyList<string> texts, IReadOnlyList<string> labels, string? positive = null)
    {
        ArgumentNullException.ThrowIfNull(texts);
        ArgumentNullException.ThrowIfNull(labels);
        var schema = new TableSchema([new TableColumn("text", ColumnKind.Text, HasGaps: texts.Any(string.IsNullOrWhiteSpace))], "label");
        return Of(schema, [.. texts.Select(schema.OfText)], labels, new TableOptions { Positive = positive });
    }

    /// <summary>Makes a table of records with labels.</summary>
    /// <param name="schema">The records' schema.</param>
    /// <param name="records">The records, made by the schema.</param>
    /// <param name="labels">One class name for each.</param>
    /// <param name="options">The positive class and what happens to rare ones; null for the defaults.</param>
    /// <returns>The table.</returns>
    /// <exception cref="DemurException">There are fewer than two classes, or one with a single example, or not as many labels as records.</exception>
    public static Table Of(TableSchema schema, IReadOnlyList<TableRecord> records, IReadOnlyList<string> labels, TableOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(schema);
        ArgumentNullException.ThrowIfNull(records);
        ArgumentNullException.ThrowIfNull(labels);
        return records.Count == labels.Count
            ? Internal.TableBuilder.Build(schema, records, labels, options ?? new TableOptions(), [])
            : throw new DemurException($"There are {records.Count} records and {labels.Count} labels; they must be equally many.");
    }

    /// <summary>Chooses records.</summary>
    /// <param name="rows">The records, in the order wanted.</param>
    /// <returns>The new table, of the same columns and classes.</returns>
    public Table Select(IReadOnlyList<int> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        return new Table(Schema, Classes, [.. rows.Select(row => _records[row])], [.. rows.Select(row => _labels[row])], []);
    }

    /// <summary>Adds records whose label is not known, for whoever looks at records alone: they stand under the first class.</summary>
    internal Table Beside(IReadOnlyList<TableRecord> records) =>
        records.Count == 0 ? this : new Table(Schema, Classes, [.. _records, .. records], [.. _labels, .. new int[records.Count]], Remarks);

    /// <summary>Counts the records of each class.</summary>
    /// <returns>One count for each class.</returns>
    public int[] ClassCounts()
    {
        var counts = new int[Classes.Count];
        foreach (var label in _labels)
        {
            counts[label]++;
        }

        return counts;
    }

    /// <summary>The fingerprint of columns, values and labels that model cards carry.</summary>
    /// <returns>64 lower-case hexadecimal digits.</returns>
    public string Hash()
    {
        var lines = Enumerable.Range(0, Count).Select(Line).Prepend(string.Join('\u001F', Schema.Columns.Select(column => $"{column.Name}:{column.Kind}").Append(Schema.Target))).ToList();
        return DataHash.Of(lines, new bool[lines.Count]);
    }

    private string Line(int row)
    {
        var line = new StringBuilder();
        for (var column = 0; column < Schema.Columns.Count; column++)
        {
            _ = Schema.Columns[column].Kind == ColumnKind.Number
                ? line.Append(System.Globalization.CultureInfo.InvariantCulture, $"{_records[row].Number(column):R}")
                : line.Append(_records[row].Text(column));
            line.Append('\u001F');
        }

        return line.Append(Classes[_labels[row]]).ToString();
    }
}
