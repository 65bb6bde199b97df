using System.Globalization;
using System.Numerics;
using Parquet;
using Parquet.Schema;

namespace Demur.Data.Internal;

/// <summary>The values of one column in one row group, turned into text when asked for.</summary>
internal abstract class ParquetColumn
{
    /// <summary>Whether the values can be read.</summary>
    public virtual bool IsFlat => true;

    public abstract string? TextOf(int row, string location);

    public static ParquetColumn Nested(Field field) => new Unreadable(field.Name, field.SchemaType == SchemaType.Data ? "a list" : $"nested ({field.SchemaType})");

    public static async ValueTask<ParquetColumn> ReadAsync(ParquetRowGroupReader rows, DataField field, CancellationToken cancellationToken)
    {
        var count = (int)rows.RowCount;
        if (field.ClrType == typeof(string) || field.ClrType == typeof(ReadOnlyMemory<char>))
        {
            var texts = new string?[count];
            await rows.ReadAsync(field, texts.AsMemory()!, cancellationToken: cancellationToken).ConfigureAwait(false);
            return new Texts(texts);
        }

        if (field.ClrType == typeof(byte[]) || field.ClrType == typeof(ReadOnlyMemory<byte>))
        {
            var bytes = new byte[]?[count];
            await rows.ReadAsync(field, bytes.AsMemory()!, cancellationToken: cancellationToken).ConfigureAwait(false);
            return new Texts(Array.ConvertAll(bytes, value => value is null ? null : Convert.ToBase64String(value)));
        }

        return await ReadNumbersAsync(rows, field, cancellationToken).ConfigureAwait(false) ?? new Unreadable(field.Name, $"of type {field.ClrType.Name}");
    }

    private static async ValueTask<ParquetColumn?> ReadNumbersAsync(ParquetRowGroupReader rows, DataField field, CancellationToken cancellationToken) => field.ClrType switch
    {
        var type when type == typeof(bool) => await ReadAsync<bool>(rows, field, value => value ? "true" : "false", cancellationToken).ConfigureAwait(false),
        var type when type == typeof(sbyte) => await ReadPlainAsync<sbyte>(rows, field, cancellationToken).ConfigureAwait(false),
        var type when type == typeof(byte) => await ReadPlainAsync<byte>(rows, field, cancellationToken).ConfigureAwait(false),
        var type when type == typeof(short) => await ReadPlainAsync<short>(rows, field, cancellationToken).ConfigureAwait(false),
        var type when type == typeof(ushort) => await ReadPlainAsync<ushort>(rows, field, cancellationToken).ConfigureAwait(false),
        var type when type == typeof(int) => await ReadPlainAsync<int>(rows, field, cancellationToken).ConfigureAwait(false),
        var type when type == typeof(uint) => await ReadPlainAsync<uint>(rows, field, cancellationToken).ConfigureAwait(false),
        var type when type == typeof(long) => await ReadPlainAsync<long>(rows, field, cancellationToken).ConfigureAwait(false),
        var type when type == typeof(ulong) => await ReadPlainAsync<ulong>(rows, field, cancellationToken).ConfigureAwait(false),
        var type when type == typeof(float) => await ReadPlainAsync<float>(rows, field, cancellationToken).ConfigureAwait(false),
        var type when type == typeof(double) => await ReadPlainAsync<double>(rows, field, cancellationToken).ConfigureAwait(false),
        var type when type == typeof(decimal) => await ReadPlainAsync<decimal>(rows, field, cancellationToken).ConfigureAwait(false),
        var type when type == typeof(BigInteger) => await ReadPlainAsync<BigInteger>(rows, field, cancellationToken).ConfigureAwait(false),
        var type when type == typeof(Guid) => await ReadPlainAsync<Guid>(rows, field, cancellationToken).ConfigureAwait(false),
        var type when type == typeof(DateTime) => await ReadAsync<DateTime>(rows, field, value => value.ToString("O"), cancellationToken).ConfigureAwait(false),
        var type when type == typeof(DateOnly) => await ReadAsync<DateOnly>(rows, field, value => value.ToString("O"), cancellationToken).ConfigureAwait(false),
        var type when type == typeof(TimeOnly) => await ReadAsync<TimeOnly>(rows, field, value => value.ToString("O"), cancellationToken).ConfigureAwait(false),
        var type when type == typeof(TimeSpan) => await ReadAsync<TimeSpan>(rows, field, value => value.ToString("c"), cancellationToken).ConfigureAwait(false),
        _ => null,
    };

    private static ValueTask<ParquetColumn> ReadPlainAsync<T>(ParquetRowGroupReader rows, DataField field, CancellationToken cancellationToken)
        where T : struct, IFormattable =>
        ReadAsync<T>(rows, field, value => value.ToString(format: null, CultureInfo.InvariantCulture), cancellationToken);

    private static async ValueTask<ParquetColumn> ReadAsync<T>(
        ParquetRowGroupReader rows,
        DataField field,
        Func<T, string> format,
        CancellationToken cancellationToken)
        where T : struct
    {
        var values = new T?[rows.RowCount];
        await rows.ReadAsync(field, values.AsMemory(), cancellationToken: cancellationToken).ConfigureAwait(false);
        return new Values<T>(values, format);
    }

    private sealed class Texts(string?[] values) : ParquetColumn
    {
        public override string? TextOf(int row, string location) => values[row];
    }

    private sealed class Values<T>(T?[] values, Func<T, string> format) : ParquetColumn
        where T : struct
    {
        public override string? TextOf(int row, string location) => values[row] is { } value ? format(value) : null;
    }

    private sealed class Unreadable(string name, string kind) : ParquetColumn
    {
        public override bool IsFlat => false;

        public override string? TextOf(int row, string location) => throw new DemurException(
            ErrorCode.Column,
            $"{location}: column '{name}' is {kind}; only flat columns are read from Parquet. Write it as JSON text in a string column, or convert the file to JSONL.");
    }
}
