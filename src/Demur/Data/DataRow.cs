using System.Text.Json;
using Demur.Data.Internal;
using Demur.Exchanges;

namespace Demur.Data;

/// <summary>
/// One record of a data file. Columns are asked for by Demur's name and found through the caller's <see cref="ColumnMap"/>: first exactly, then as a
/// dotted path into nested JSON (<c>response.choices.0.message.content</c>), each ignoring case when nothing matches exactly. A row stays usable after
/// the reading moved on.
/// </summary>
public sealed class DataRow
{
    private readonly RowOrigin _origin;
    private readonly RowFields _fields;

    internal DataRow(RowOrigin origin, long row, long? line, RowFields fields)
    {
        _origin = origin;
        _fields = fields;
        Row = row;
        Line = line;
    }

    /// <summary>The record's number in the file, from 0; broken records count too.</summary>
    public long Row { get; }

    /// <summary>The line on which the record starts, from 1; null in Parquet.</summary>
    public long? Line { get; }

    /// <summary>The file's name as it was given; <c>standard input</c> for <c>-</c>.</summary>
    public string File => _origin.File;

    /// <summary>File and line, or file and row where there are no lines: the start of every error about this row.</summary>
    public string Location => _origin.Locate(Row, Line);

    /// <summary>The names of the record's columns, in file order, before any mapping.</summary>
    public IReadOnlyList<string> Columns => _fields.Columns;

    /// <summary>The text of a column that must exist: JSON numbers as they are written, objects and arrays (in Parquet structs, maps and lists) as JSON text, null for null.</summary>
    /// <param name="column">The column.</param>
    /// <exception cref="DemurException">There is no such column, or its name is ambiguous.</exception>
    public string? this[string column] => Require(column).ToText();

    /// <summary>Tells whether a column exists, also when its value is null.</summary>
    /// <param name="column">The column.</param>
    /// <returns>Whether it exists.</returns>
    public bool Has(string column) => Find(column).Exists;

    /// <summary>Gives the text of a column that must exist and hold a value.</summary>
    /// <param name="column">The column.</param>
    /// <returns>The text; never null.</returns>
    /// <exception cref="DemurException">There is no such column, or its value is null.</exception>
    public string GetString(string column) => this[column] ?? throw Null(column);

    /// <summary>Gives the text of a column that may be absent.</summary>
    /// <param name="column">The column.</param>
    /// <returns>The text, or null when the column is absent or null.</returns>
    public string? FindString(string column) => Find(column).ToText();

    /// <summary>Gives a number that must be there.</summary>
    /// <param name="column">The column.</param>
    /// <returns>The number; never infinite and never not-a-number.</returns>
    /// <exception cref="DemurException">There is no such column, or no finite number in it.</exception>
    public double GetDouble(string column) => ToDouble(column, Require(column)) ?? throw Null(column);

    /// <summary>Gives a number that may be absent.</summary>
    /// <param name="column">The column.</param>
    /// <returns>The number, or null when the column is absent, null or empty.</returns>
    /// <exception cref="DemurException">The value is no finite number.</exception>
    public double? FindDouble(string column) => ToDouble(column, Find(column));

    /// <summary>Gives a truth value that must be there: <c>true</c>, <c>yes</c>, <c>1</c> or <c>false</c>, <c>no</c>, <c>0</c>, in any case.</summary>
    /// <param name="column">The column.</param>
    /// <returns>The truth value.</returns>
    /// <exception cref="DemurException">There is no such column, or no truth value in it.</exception>
    public bool GetBoolean(string column) => ToBoolean(column, Require(column)) ?? throw Null(column);

    /// <summary>Gives a truth value that may be absent; written as for <see cref="GetBoolean"/>.</summary>
    /// <param name="column">The column.</param>
    /// <returns>The truth value, or null when the column is absent, null or empty.</returns>
    /// <exception cref="DemurException">The value is no truth value.</exception>
    public bool? FindBoolean(string column) => ToBoolean(column, Find(column));

    /// <summary>Gives a conversation: a JSON array of turns with <c>role</c> and <c>content</c>, the same in Parquet as a list of structs, or the text of one in a cell.</summary>
    /// <param name="column">The column.</param>
    /// <returns>The turns, in order. Content parts are joined by line breaks; parts that hold no text appear as <c>[image_url]</c> and the like.</returns>
    /// <exception cref="DemurException">There is no such column, or no conversation in it.</exception>
    public IReadOnlyList<ChatTurn> GetTurns(string column) => ToTurns(column, Require(column)) ?? throw Null(column);

    /// <summary>Gives a conversation that may be absent; written as for <see cref="GetTurns"/>.</summary>
    /// <param name="column">The column.</param>
    /// <returns>The turns, or null when the column is absent, null or empty.</returns>
    /// <exception cref="DemurException">The value is no conversation.</exception>
    public IReadOnlyList<ChatTurn>? FindTurns(string column) => ToTurns(column, Find(column));

    /// <summary>Applies the caller's policy to a row that was read but cannot be used: stops, or counts the row as skipped.</summary>
    /// <param name="error">Why the row cannot be used.</param>
    /// <exception cref="DemurException">The policy is <see cref="BrokenRowPolicy.Stop"/>: the error itself.</exception>
    public void Reject(DemurException error)
    {
        ArgumentNullException.ThrowIfNull(error);
        _origin.Skip(Row, Line, error);
        _origin.Report.RowsRead--;
    }

    /// <summary>Makes an error about one of the row's values.</summary>
    /// <param name="column">The column, as the caller asked for it.</param>
    /// <param name="problem">What is wrong and what is expected, without the location.</param>
    /// <returns>An error that names file, line and column.</returns>
    public DemurException Error(string column, string problem) =>
        new(ErrorCode.BadInput, $"{Location}: column '{_origin.Columns.SourceOf(column)}': {problem}");

    /// <summary>The JSON object in a column, or null when there is none.</summary>
    internal JsonElement? FindObject(string column) => Find(column).AsJson() is { ValueKind: JsonValueKind.Object } json ? json : null;

    /// <summary>The text of a file's own column by position-independent name, unless it is absent, null, nested or ambiguous.</summary>
    internal string? FindScalar(string source) => _fields.FindScalar(source);

    /// <summary>Whether another name was mapped onto a file's column.</summary>
    internal bool IsMapped(string source) => _origin.Columns.IsSource(source);

    private FieldValue Find(string column) => FieldPath.Find(_fields, _origin.Columns.SourceOf(column), Location);

    private FieldValue Require(string column)
    {
        var value = Find(column);
        return value.Exists ? value : throw Missing(column);
    }

    private double? ToDouble(string column, FieldValue value)
    {
        var text = value.ToText();
        return string.IsNullOrWhiteSpace(text) ? null : FieldText.ToDouble(text)
            ?? throw Error(column, $"'{FieldText.Shorten(text)}' is not a finite number; write it like 0.5 or 1e-3.");
    }

    private bool? ToBoolean(string column, FieldValue value)
    {
        var text = value.ToText();
        return string.IsNullOrWhiteSpace(text) ? null : FieldText.ToBoolean(text)
            ?? throw Error(column, $"'{FieldText.Shorten(text)}' is not a truth value; write true or false.");
    }

    private IReadOnlyList<ChatTurn>? ToTurns(string column, FieldValue value)
    {
        if (value.ToText() is not { } text || string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        return value.AsJson() is { } json
            ? ChatTurns.Read(json, problem => Error(column, problem))
            : throw Error(column, $"'{FieldText.Shorten(text)}' is not a conversation; expected a JSON array of turns with role and content.");
    }

    private DemurException Null(string column) => Error(column, "is null or empty; a value is needed.");

    private DemurException Missing(string column)
    {
        var source = _origin.Columns.SourceOf(column);
        var found = Columns.Count == 0 ? "the row has no columns" : "found " + string.Join(", ", Columns.Take(20)) + (Columns.Count > 20 ? ", …" : "");
        var hint = _origin.Options.ColumnAdvice is { } advice ? advice(column) : source == column ? $"Map it: --map {column}=NAME" : $"'{column}' is mapped to it; map it to a column that is there: --map {column}=NAME";
        return new DemurException(ErrorCode.Column, $"{Location}: no column '{source}'; {found}. {hint}");
    }
}
