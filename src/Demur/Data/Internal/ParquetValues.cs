using System.Globalization;
using System.Numerics;
using System.Text.Json;
using Parquet;
using Parquet.Schema;

namespace Demur.Data.Internal;

/// <summary>The values of a stored column that are not null, as text and as JSON: numbers and truth values as such, all else as strings.</summary>
internal abstract class ParquetValues
{
    public abstract string TextOf(int index);

    public abstract void Write(Utf8JsonWriter json, int index);

    /// <summary>Whether the type's values can be read.</summary>
    public static bool CanRead(Type type) => TryReader(type) is not null;

    /// <summary>Reads a column's values and its levels.</summary>
    public static ValueTask<ParquetValues> ReadAsync(
        ParquetRowGroupReader rows,
        DataField field,
        int count,
        Memory<int>? definitions,
        Memory<int>? repetitions,
        CancellationToken cancellationToken) => TryReader(field.ClrType)!(new Request(rows, field, count, definitions, repetitions), cancellationToken);

    private static Func<Request, CancellationToken, ValueTask<ParquetValues>>? TryReader(Type type) => type switch
    {
        _ when type == typeof(ReadOnlyMemory<char>) => (request, cancel) => ReadAsync<ReadOnlyMemory<char>>(request, value => new string(value.Span), isBare: false, cancel),
        _ when type == typeof(ReadOnlyMemory<byte>) => (request, cancel) => ReadAsync<ReadOnlyMemory<byte>>(request, value => Convert.ToBase64String(value.Span), isBare: false, cancel),
        _ when type == typeof(bool) => (request, cancel) => ReadAsync<bool>(request, value => value ? "true" : "false", isBare: true, cancel),
        _ when type == typeof(sbyte) => ReadNumbersAsync<sbyte>,
        _ when type == typeof(byte) => ReadNumbersAsync<byte>,
        _ when type == typeof(short) => ReadNumbersAsync<short>,
        _ when type == typeof(ushort) => ReadNumbersAsync<ushort>,
        _ when type == typeof(int) => ReadNumbersAsync<int>,
        _ when type == typeof(uint) => ReadNumbersAsync<uint>,
        _ when type == typeof(long) => ReadNumbersAsync<long>,
        _ when type == typeof(ulong) => ReadNumbersAsync<ulong>,
        _ when type == typeof(float) => ReadNumbersAsync<float>,
        _ when type == typeof(double) => ReadNumbersAsync<double>,
        _ when type == typeof(decimal) => ReadNumbersAsync<decimal>,
        _ when type == typeof(BigInteger) => ReadNumbersAsync<BigInteger>,
        _ when type == typeof(Guid) => (request, cancel) => ReadAsync<Guid>(request, value => value.ToString(), isBare: false, cancel),
        _ when type == typeof(DateTime) => (request, cancel) => ReadAsync<DateTime>(request, value => value.ToString("O"), isBare: false, cancel),
        _ when type == typeof(DateOnly) => (request, cancel) => ReadAsync<DateOnly>(request, value => value.ToString("O"), isBare: false, cancel),
        _ => null,
    };

    private static ValueTask<ParquetValues> ReadNumbersAsync<T>(Request request, CancellationToken cancellationToken)
        where T : struct, IFormattable =>
        ReadAsync<T>(request, value => value.ToString(format: null, CultureInfo.InvariantCulture), isBare: true, cancellationToken);

    private static async ValueTask<ParquetValues> ReadAsync<T>(Request request, Func<T, string> format, bool isBare, CancellationToken cancellationToken)
        where T : struct
    {
        var values = new T[request.Count];
        await request.Rows.ReadRawAsync<T>(request.Field, values, request.Definitions, request.Repetitions, cancellationToken).ConfigureAwait(false);
        return new Of<T>(values, format, isBare);
    }

    private sealed record Request(ParquetRowGroupReader Rows, DataField Field, int Count, Memory<int>? Definitions, Memory<int>? Repetitions);

    private sealed class Of<T>(T[] values, Func<T, string> format, bool isBare) : ParquetValues
        where T : struct
    {
        public override string TextOf(int index) => format(values[index]);

        public override void Write(Utf8JsonWriter json, int index)
        {
            if (values[index] is ReadOnlyMemory<char> characters)
            {
                json.WriteStringValue(characters.Span);
                return;
            }

            // Numbers that JSON does not have (NaN, infinities) are the only bare texts that do not end in a digit, beside truth values.
            var text = format(values[index]);
            if (isBare && (char.IsAsciiDigit(text[^1]) || typeof(T) == typeof(bool)))
            {
                json.WriteRawValue(text, skipInputValidation: true);
                return;
            }

            json.WriteStringValue(text);
        }
    }
}
