using System.Globalization;
using Demur.Data;
using Demur.Learning.Tables.Internal;

namespace Demur.Learning.Tables;

/// <summary>Reads labelled rows of a file into a table: finds out what each column holds, and says what was left out.</summary>
/// <param name="options">The target and what is known of the columns; the defaults when null.</param>
public sealed class TableReader(TableOptions? options = null)
{
    private const int MostNumericClasses = 20;

    /// <summary>What is known beforehand.</summary>
    public TableOptions Options { get; } = options ?? new TableOptions();

    /// <summary>Reads a table.</summary>
    /// <param name="rows">The rows, such as <see cref="DataFile"/> reads them.</param>
    /// <param name="name">What errors call the data when it has no row.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>The table.</returns>
    /// <exception cref="DemurException">There are no rows, no target, fewer than two classes, a class with one example, or a column that is not clear.</exception>
    public async Task<Table> ReadAsync(IAsyncEnumerable<DataRow> rows, string name, CancellationToken cancellationToken = default)
    {
        var kept = await CollectAsync(rows, name, cancellationToken).ConfigureAwait(false);
        var labelled = kept.Where(row => !MissingValues.IsMissing(row.FindString(Options.Target), ColumnKind.Category)).ToList();
        var remarks = new List<string>();
        if (labelled.Count < kept.Count && !Options.KeepUnlabelled)
        {
            remarks.Add($"{kept.Count - labelled.Count} of {kept.Count} rows have no '{Options.Target}' and were left out.");
        }

        if (labelled.Count == 0)
        {
            throw new DemurException($"{name}: no row has a value in '{Options.Target}'; label some rows, or name another column: --target NAME.");
        }

        var labels = labelled.Select(row => row.GetString(Options.Target).Trim()).ToList();
        RequireClasses(name, labels);
        var schema = new TableSchema(Columns(labelled, remarks), Options.Target);
        var table = TableBuilder.Build(schema, [.. labelled.Select(schema.Read)], labels, Options, remarks);
        return Options.KeepUnlabelled && labelled.Count < kept.Count
            ? new Table(schema, table.Classes, [.. table.Records], [.. table.Labels], table.Remarks) { Unlabelled = Pool(kept.Except(labelled), schema) }
            : table;
    }

    /// <summary>Reads rows without labels for a table's schema, for self-training; a label that stands there all the same is not looked at.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="schema">The schema of the table that is learned from.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>The records; those that hold nothing are left out.</returns>
    /// <exception cref="DemurException">A column is missing, or a value is no number where one is expected.</exception>
    public static async Task<IReadOnlyList<TableRecord>> ReadPoolAsync(IAsyncEnumerable<DataRow> rows, TableSchema schema, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(schema);
        var pool = new List<DataRow>();
        await foreach (var row in rows.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            pool.Add(row);
        }

        return Pool(pool, schema);
    }

    /// <summary>Reads the rows of another file for a classifier's schema and classes, to test on.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="train">The table whose columns and classes count.</param>
    /// <param name="name">What errors call the data.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>The table; rows without a label are left out.</returns>
    /// <exception cref="DemurException">A column is missing, a class was not in training, or no row has a label.</exception>
    public static Task<Table> ReadLikeAsync(IAsyncEnumerable<DataRow> rows, Table train, string name, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(train);
        return ReadLikeAsync(rows, train.Schema, train.Classes, name, cancellationToken);
    }

    /// <summary>Reads the rows of another file for a classifier's schema and classes, to test on or to learn more from.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="schema">The columns that count.</param>
    /// <param name="classes">The classes that there are.</param>
    /// <param name="name">What errors call the data.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>The table; rows without a label are left out.</returns>
    /// <exception cref="DemurException">A column is missing, a class was not in training, or no row has a label.</exception>
    public static async Task<Table> ReadLikeAsync(IAsyncEnumerable<DataRow> rows, TableSchema schema, IReadOnlyList<string> classes, string name, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(schema);
        ArgumentNullException.ThrowIfNull(classes);
        var (records, labels, unlabelled) = (new List<TableRecord>(), new List<int>(), 0);
        await foreach (var row in rows.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            var label = row.Has(schema.Target) ? row.FindString(schema.Target)?.Trim() : row[schema.Target];
            if (MissingValues.IsMissing(label, ColumnKind.Category))
            {
                unlabelled++;
                continue;
            }

            records.Add(schema.Read(row));
            labels.Add(classes.ToList().IndexOf(label!) is var index and >= 0
                ? index
                : throw row.Error(schema.Target, $"the class '{MissingValues.Shorten(label!)}' was not in training, which had {string.Join(", ", classes.Take(10))}; correct it or leave the row out."));
        }

        return records.Count == 0
            ? throw new DemurException($"{name}: no row has a value in '{schema.Target}'; there is nothing to go by.")
            : new Table(schema, classes, [.. records], [.. labels], unlabelled == 0 ? [] : [$"{unlabelled} rows of {name} have no '{schema.Target}' and were left out."]);
    }

    private static List<TableRecord> Pool(IEnumerable<DataRow> rows, TableSchema schema) => [.. rows.Select(schema.Read).Where(record => !schema.HoldsNothing(record))];

    private async Task<List<DataRow>> CollectAsync(IAsyncEnumerable<DataRow> rows, string name, CancellationToken cancellationToken)
    {
        var kept = new List<DataRow>();
        await foreach (var row in rows.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            kept.Add(row);
        }

        if (kept.Count == 0)
        {
            throw new DemurException($"{name}: there are no rows; give a file with a header and labelled rows.");
        }

        if (!kept.Exists(row => row.Has(Options.Target)))
        {
            var found = string.Join(", ", kept[0].Columns.Take(20));
            throw new DemurException(ErrorCode.Column, $"{name}: no column '{Options.Target}'; found {found}. Name the column with the class: --target NAME.");
        }

        return kept;
    }

    /// <summary>A target of many different numbers is an amount, and no class.</summary>
    private void RequireClasses(string name, List<string> labels)
    {
        var different = labels.Distinct(StringComparer.Ordinal).ToList();
        var numbers = different.Count(label => double.TryParse(label, NumberStyles.Float, CultureInfo.InvariantCulture, out _));
        if (numbers == different.Count && numbers > MostNumericClasses)
        {
            throw new DemurException($"{name}: '{Options.Target}' holds {numbers} different numbers; classes are told apart here, amounts are not estimated. Name another column (--target NAME), or sort the amounts into a few classes first.");
        }
    }

    private List<TableColumn> Columns(List<DataRow> rows, List<string> remarks)
    {
        var names = Names(rows);
        var columns = new List<TableColumn>();
        foreach (var name in names)
        {
            var values = rows.ConvertAll(row => row.FindString(name));
            var (kind, reason) = Options.Kinds.TryGetValue(name, out var chosen)
                ? (chosen, null)
                : ColumnRules.Infer(name, values, row => rows[row].Location);
            if (reason is not null)
            {
                remarks.Add(reason);
            }

            if (kind != ColumnKind.Ignored)
            {
                columns.Add(new TableColumn(name, kind, values.Exists(value => MissingValues.IsMissing(value, kind))));
            }
        }

        return columns.Count > 0
            ? columns
            : throw new DemurException($"No column is left to learn '{Options.Target}' from. {string.Join(' ', remarks)}".TrimEnd());
    }

    private List<string> Names(List<DataRow> rows)
    {
        var names = new List<string>();
        var seen = new HashSet<string>(StringComparer.Ordinal) { Options.Target };
        IReadOnlyList<string>? last = null; // rows under one header share its list
        foreach (var row in rows.Where(row => !ReferenceEquals(row.Columns, last)))
        {
            last = row.Columns;
            if (last.GroupBy(column => column, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1) is { } twice)
            {
                throw new DemurException(ErrorCode.Column, $"{row.File}: two columns are called '{twice.Key}'; rename one of them, so that it is clear which is meant.");
            }

            names.AddRange(last.Where(seen.Add));
        }

        foreach (var wanted in Options.Columns.Concat(Options.Kinds.Keys).Where(wanted => !names.Contains(wanted)))
        {
            throw Demur.Names.Unknown("column", wanted, names);
        }

        return Options.Columns.Count == 0 ? names : [.. Options.Columns.Distinct(StringComparer.Ordinal)];
    }
}
