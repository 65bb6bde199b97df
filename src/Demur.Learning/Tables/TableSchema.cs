using System.Globalization;
using Demur.Data;
using Demur.Learning.Models;
using Demur.Learning.Tables.Internal;

namespace Demur.Learning.Tables;

/// <summary>The columns that a classifier looks at, and the one that it tells: what a file must hold for it. Immutable.</summary>
public sealed class TableSchema
{
    private const int MaxColumns = 1 << 16;

    /// <summary>Makes a schema.</summary>
    /// <param name="columns">The columns to learn from; at least one, all of different names, none ignored.</param>
    /// <param name="target">The column with the class.</param>
    /// <exception cref="DemurException">There is no column, one is ignored, or two share a name.</exception>
    public TableSchema(IReadOnlyList<TableColumn> columns, string target)
    {
        ArgumentNullException.ThrowIfNull(columns);
        ArgumentException.ThrowIfNullOrEmpty(target);
        if (columns.Count == 0)
        {
            throw new DemurException($"There is no column to learn '{target}' from; give at least one beside it.");
        }

        var names = columns.Select(column => column.Name).Append(target).ToList();
        if (names.GroupBy(name => name, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            throw new DemurException(ErrorCode.Column, $"Two columns are called '{twice.Key}'; rename one of them, so that it is clear which is meant.");
        }

        if (columns.FirstOrDefault(column => column.Kind == ColumnKind.Ignored) is { } ignored)
        {
            throw new DemurException(ErrorCode.Usage, $"The column '{ignored.Name}' is to be ignored; leave it out of the schema.");
        }

        Columns = [.. columns];
        Target = target;
    }

    /// <summary>The columns to learn from, in order.</summary>
    public IReadOnlyList<TableColumn> Columns { get; }

    /// <summary>The column with the class.</summary>
    public string Target { get; }

    /// <summary>The only column when it is a text; null for any other table. Such a classifier takes bare texts.</summary>
    public TableColumn? OnlyText => Columns is [{ Kind: ColumnKind.Text } only] ? only : null;

    private bool HasNumbers => Columns.Any(column => column.Kind == ColumnKind.Number);

    private bool HasTexts => Columns.Any(column => column.Kind != ColumnKind.Number);

    /// <summary>Reads the columns from a row of a file; others in it are passed over.</summary>
    /// <param name="row">The row.</param>
    /// <returns>The record.</returns>
    /// <exception cref="DemurException">A column that every training row had is not there, or holds no number where one is expected.</exception>
    public TableRecord Read(DataRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        return Make(column => Present(row, Columns[column]), (column, problem) => row.Error(Columns[column].Name, problem));
    }

    /// <summary>Makes a record of a bare text.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The record.</returns>
    /// <exception cref="DemurException">The schema has other columns than one text.</exception>
    public TableRecord OfText(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return OnlyText is null
            ? throw new DemurException(ErrorCode.Usage, $"A bare text cannot fill the columns {string.Join(", ", Columns.Select(column => $"'{column.Name}'"))}; give them by name.")
            : new TableRecord(null, [MissingValues.TextOrNull(text)]);
    }

    /// <summary>Makes a record of values by column.</summary>
    /// <param name="values">The values; a column that is absent, null or empty is missing.</param>
    /// <returns>The record.</returns>
    /// <exception cref="DemurException">A name is no column of the schema, or a value no number where one is expected.</exception>
    public TableRecord Of(IReadOnlyDictionary<string, string?> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        if (values.Keys.FirstOrDefault(name => Columns.All(column => column.Name != name)) is { } stray)
        {
            throw Names.Unknown("column", stray, [.. Columns.Select(column => column.Name)]);
        }

        return Make(column => values.GetValueOrDefault(Columns[column].Name), (column, problem) => new DemurException($"Column '{Columns[column].Name}': {problem}"));
    }

    /// <summary>Whether a record has no value in any column.</summary>
    /// <param name="record">The record.</param>
    /// <returns>Whether it holds nothing.</returns>
    public bool HoldsNothing(TableRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        return !Columns.Where((column, i) => column.Kind == ColumnKind.Number ? !double.IsNaN(record.Number(i)) : record.Text(i) is not null).Any();
    }

    /// <summary>Writes the schema.</summary>
    internal void Write(ModelWriter writer)
    {
        writer.WriteString(Target);
        writer.WriteInt32(Columns.Count);
        foreach (var column in Columns)
        {
            writer.WriteString(column.Name);
            writer.WriteInt32((int)column.Kind);
            writer.WriteInt32(column.HasGaps ? 1 : 0);
        }
    }

    /// <summary>Reads a schema that <see cref="Write"/> wrote.</summary>
    internal static TableSchema Read(ModelReader reader)
    {
        var target = reader.ReadString();
        var count = reader.ReadInt32();
        if (target.Length == 0 || count is < 1 or > MaxColumns)
        {
            throw reader.Damaged($"{count} columns and the target '{target}'");
        }

        var columns = new List<TableColumn>();
        for (var i = 0; i < count; i++)
        {
            var name = reader.ReadString();
            var kind = (ColumnKind)reader.ReadInt32();
            var hasGaps = reader.ReadInt32() != 0;
            columns.Add(kind is ColumnKind.Number or ColumnKind.Category or ColumnKind.Text ? new TableColumn(name, kind, hasGaps) : throw reader.Damaged($"a column of kind {kind}"));
        }

        return new TableSchema(columns, target);
    }

    private TableRecord Make(Func<int, string?> value, Func<int, string, DemurException> error)
    {
        var numbers = HasNumbers ? new double[Columns.Count] : null;
        var texts = HasTexts ? new string?[Columns.Count] : null;
        for (var column = 0; column < Columns.Count; column++)
        {
            var text = value(column);
            if (Columns[column].Kind == ColumnKind.Number)
            {
                numbers![column] = MissingValues.IsMissing(text, ColumnKind.Number) ? double.NaN : ToNumber(text!, column, error);
            }
            else
            {
                texts![column] = MissingValues.IsMissing(text, Columns[column].Kind) ? null : Columns[column].Kind == ColumnKind.Category ? text!.Trim() : text;
            }
        }

        return new TableRecord(numbers, texts);
    }

    private static double ToNumber(string text, int column, Func<int, string, DemurException> error) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
            ? number
            : throw error(column, $"'{MissingValues.Shorten(text)}' is no finite number; correct it, leave the cell empty when the value is missing, or train with --type NAME=category.");

    /// <summary>A record may leave out a column that had gaps in training; one that was always there must be there.</summary>
    private static string? Present(DataRow row, TableColumn column) =>
        column.HasGaps || row.Has(column.Name)
            ? row.FindString(column.Name)
            : throw new DemurException(ErrorCode.Column, $"{row.Location}: no column '{column.Name}', which every training row had; found {string.Join(", ", row.Columns.Take(20))}. Add it, or rename the column that holds it.");
}
