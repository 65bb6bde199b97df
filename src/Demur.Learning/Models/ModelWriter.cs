using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Demur.Learning.Models;

/// <summary>Writes the content of a model file: little-endian numbers, UTF-8 texts, counted arrays. What it writes, <see cref="ModelReader"/> reads in the same order.</summary>
public sealed class ModelWriter
{
    private readonly Stream _target;

    internal ModelWriter(Stream target) => _target = target;

    /// <summary>Writes a whole number.</summary>
    /// <param name="value">The number.</param>
    public void WriteInt32(int value)
    {
        Span<byte> bytes = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, value);
        _target.Write(bytes);
    }

    /// <summary>Writes a number to the last bit.</summary>
    /// <param name="value">The number.</param>
    public void WriteDouble(double value)
    {
        Span<byte> bytes = stackalloc byte[sizeof(double)];
        BinaryPrimitives.WriteDoubleLittleEndian(bytes, value);
        _target.Write(bytes);
    }

    /// <summary>Writes a text.</summary>
    /// <param name="value">The text.</param>
    public void WriteString(string value)
    {
        var bytes = Encoding.UTF8.GetBytes(value);
        WriteInt32(bytes.Length);
        _target.Write(bytes);
    }

    /// <summary>Writes whole numbers with their count.</summary>
    /// <param name="values">The numbers.</param>
    public void WriteInt32s(ReadOnlySpan<int> values) => WriteArray(values);

    /// <summary>Writes numbers with their count, to the last bit.</summary>
    /// <param name="values">The numbers.</param>
    public void WriteDoubles(ReadOnlySpan<double> values) => WriteArray(values);

    /// <summary>Writes numbers with their count in single precision: half the size, about seven digits.</summary>
    /// <param name="values">The numbers.</param>
    public void WriteSingles(ReadOnlySpan<float> values) => WriteArray(values);

    /// <summary>Writes bytes with their count.</summary>
    /// <param name="values">The bytes.</param>
    public void WriteBytes(ReadOnlySpan<byte> values) => WriteArray(values);

    /// <summary>Writes sorted terms, each as what it shares with the one before and the rest.</summary>
    /// <param name="count">The number of terms.</param>
    /// <param name="terms">The terms by number.</param>
    public void WriteTerms(int count, TermSource terms)
    {
        ArgumentNullException.ThrowIfNull(terms);
        WriteInt32(count);
        ReadOnlySpan<char> previous = [];
        for (var i = 0; i < count; i++)
        {
            var term = terms(i);
            var shared = Math.Min(term.CommonPrefixLength(previous), byte.MaxValue);
            _target.WriteByte((byte)shared);
            WriteUnits(term[shared..]);
            previous = term;
        }
    }

    /// <summary>Writes an options record as JSON, so that a later version can still read what it knows.</summary>
    /// <typeparam name="T">The record.</typeparam>
    /// <param name="options">The options.</param>
    /// <param name="type">How the record becomes JSON.</param>
    public void WriteOptions<T>(T options, JsonTypeInfo<T> type) => WriteString(JsonSerializer.Serialize(options, type));

    /// <summary>Writes UTF-16 units, so that terms with lone surrogates come back unchanged.</summary>
    private void WriteUnits(ReadOnlySpan<char> units)
    {
        Span<byte> length = stackalloc byte[sizeof(ushort)];
        if (units.Length > ushort.MaxValue)
        {
            throw new DemurException($"A term of {units.Length} characters is too long to be stored; the limit is {ushort.MaxValue}.");
        }

        BinaryPrimitives.WriteUInt16LittleEndian(length, (ushort)units.Length);
        _target.Write(length);
        _target.Write(MemoryMarshal.AsBytes(units));
    }

    private void WriteArray<T>(ReadOnlySpan<T> values)
        where T : unmanaged
    {
        WriteInt32(values.Length);
        _target.Write(MemoryMarshal.AsBytes(values));
    }
}
