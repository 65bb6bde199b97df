using System.Globalization;
using Demur.Learning.Tables.Internal;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace Demur.Learning.Tables.DataViews;

/// <summary>Reads a view of ML.NET into a table.</summary>
internal sealed class TableViewReader(IDataView view, TableOptions options)
{
    private readonly List<string> _remarks = [];

    public Table Read(CancellationToken cancellationToken)
    {
        var target = view.Schema.GetColumnOrNull(options.Target)
            ?? throw new DemurException(ErrorCode.Column, $"The view has no column '{options.Target}'; it has {string.Join(", ", view.Schema.Where(column => !column.IsHidden).Select(column => column.Name))}. Name the column with the class in TableOptions.Target.");
        var wanted = view.Schema.Where(column => !column.IsHidden && column.Index != target.Index && (options.Columns.Count == 0 || options.Columns.Contains(column.Name))).Where(CanRead).ToList();
        if (!IsReadable(target.Type))
        {
            throw new DemurException(ErrorCode.Column, $"The view's column '{target.Name}' holds {target.Type}; classes are texts, truth values or whole numbers. Convert it first, a key by MapKeyToValue.");
        }

        var (cells, labels) = Collect(wanted, target, cancellationToken);
        var rows = Enumerable.Range(0, labels.Count).Where(row => !MissingValues.IsMissing(labels[row], ColumnKind.Category)).ToList();
        if (rows.Count < labels.Count)
        {
            _remarks.Add($"{labels.Count - rows.Count} of {labels.Count} rows have no '{target.Name}' and were left out.");
        }

        var schema = new TableSchema(Columns(wanted, cells, rows), target.Name);
        var positions = schema.Columns.Select(column => wanted.FindIndex(source => source.Name == column.Name)).ToArray();
        var records = rows.ConvertAll(row => schema.Of(schema.Columns.Zip(positions).ToDictionary(pair => pair.First.Name, pair => cells[pair.Second][row], StringComparer.Ordinal)));
        return TableBuilder.Build(schema, records, rows.ConvertAll(row => labels[row]!.Trim()), options, _remarks);
    }

    private (List<List<string?>> Cells, List<string?> Labels) Collect(List<DataViewSchema.Column> wanted, DataViewSchema.Column target, CancellationToken cancellationToken)
    {
        using var cursor = view.GetRowCursor(wanted.Append(target));
        var getters = wanted.Append(target).Select(column => Getter(cursor, column)).ToList();
        var cells = getters.ConvertAll(_ => new List<string?>());
        while (cursor.MoveNext())
        {
            cancellationToken.ThrowIfCancellationRequested();
            for (var i = 0; i < getters.Count; i++)
            {
                cells[i].Add(getters[i]());
            }
        }

        return (cells[..^1], cells[^1]);
    }

    private List<TableColumn> Columns(List<DataViewSchema.Column> wanted, List<List<string?>> cells, List<int> rows)
    {
        var columns = new List<TableColumn>();
        foreach (var (source, all) in wanted.Zip(cells))
        {
            var values = rows.ConvertAll(row => all[row]);
            var (kind, reason) = options.Kinds.TryGetValue(source.Name, out var chosen) ? (chosen, null) : ColumnRules.Infer(source.Name, values, row => $"row {rows[row]} of the view");
            if (reason is not null)
            {
                _remarks.Add(reason);
            }

            if (kind != ColumnKind.Ignored)
            {
                columns.Add(new TableColumn(source.Name, kind, values.Exists(value => MissingValues.IsMissing(value, kind))));
            }
        }

        return columns;
    }

    private bool CanRead(DataViewSchema.Column column)
    {
        if (IsReadable(column.Type))
        {
            return true;
        }

        _remarks.Add($"Column '{column.Name}' holds {column.Type} and was left out.");
        return false;
    }

    private static bool IsReadable(DataViewType type) => type is TextDataViewType or BooleanDataViewType || (type is NumberDataViewType && type.RawType != typeof(DataViewRowId));

    private static Func<string?> Getter(DataViewRowCursor cursor, DataViewSchema.Column column) => column.Type.RawType switch
    {
        var type when type == typeof(ReadOnlyMemory<char>) => Getter<ReadOnlyMemory<char>>(cursor, column, value => value.ToString()),
        var type when type == typeof(float) => Getter<float>(cursor, column, value => float.IsNaN(value) ? null : value.ToString("R", CultureInfo.InvariantCulture)),
        var type when type == typeof(double) => Getter<double>(cursor, column, value => double.IsNaN(value) ? null : value.ToString("R", CultureInfo.InvariantCulture)),
        var type when type == typeof(bool) => Getter<bool>(cursor, column, value => value ? "1" : "0"),
        var type when type == typeof(sbyte) => Whole<sbyte>(cursor, column),
        var type when type == typeof(byte) => Whole<byte>(cursor, column),
        var type when type == typeof(short) => Whole<short>(cursor, column),
        var type when type == typeof(ushort) => Whole<ushort>(cursor, column),
        var type when type == typeof(int) => Whole<int>(cursor, column),
        var type when type == typeof(uint) => Whole<uint>(cursor, column),
        var type when type == typeof(long) => Whole<long>(cursor, column),
        _ => Whole<ulong>(cursor, column),
    };

    private static Func<string?> Whole<T>(DataViewRowCursor cursor, DataViewSchema.Column column)
        where T : IFormattable => Getter<T>(cursor, column, value => value.ToString(null, CultureInfo.InvariantCulture));

    private static Func<string?> Getter<T>(DataViewRowCursor cursor, DataViewSchema.Column column, Func<T, string?> toText)
    {
        var getter = cursor.GetGetter<T>(column);
        return () =>
        {
            T value = default!;
            getter(ref value);
            return toText(value);
        };
    }
}
