using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Demur.Learning.Models;

/// <summary>Reads what <see cref="ModelWriter"/> wrote, trusting nothing: counts are checked, and memory grows only as data arrives.</summary>
public sealed class ModelReader
{
    private const int Chunk = 1 << 16;
    private const int MaxText = 1 << 20;
    private readonly Stream _source;
    private readonly string _name;
    private long _left;

    internal ModelReader(Stream source, string name, long maxBytes)
    {
        _source = source;
        _name = name;
        _left = maxBytes;
    }

    /// <summary>Reads a whole number.</summary>
    /// <returns>The number.</returns>
    /// <exception cref="DemurException">The file ends here.</exception>
    public int ReadInt32() => ReadOne<int>();

    /// <summary>Reads a number.</summary>
    /// <returns>The number; it may be infinite, never not-a-number.</returns>
    /// <exception cref="DemurException">The file ends here or holds not-a-number.</exception>
    public double ReadDouble()
    {
        var value = ReadOne<double>();
        return double.IsNaN(value) ? throw Damaged("a value that is not a number") : value;
    }

    /// <summary>Reads a text of at most 1 MiB.</summary>
    /// <returns>The text.</returns>
    /// <exception cref="DemurException">The file ends here or the length is out of range.</exception>
    public string ReadString()
    {
        var bytes = new byte[ReadCount(MaxText)];
        Fill(bytes);
        return Encoding.UTF8.GetString(bytes);
    }

    /// <summary>Reads whole numbers.</summary>
    /// <returns>The numbers.</returns>
    /// <exception cref="DemurException">The file ends before the last one.</exception>
    public int[] ReadInt32s() => ReadArray<int>();

    /// <summary>Reads finite or infinite numbers.</summary>
    /// <returns>The numbers.</returns>
    /// <exception cref="DemurException">The file ends before the last one, or one is not a number.</exception>
    public double[] ReadDoubles()
    {
        var values = ReadArray<double>();
        return Array.Exists(values, double.IsNaN) ? throw Damaged("a value that is not a number") : values;
    }

    /// <summary>Reads numbers of single precision.</summary>
    /// <returns>The numbers.</returns>
    /// <exception cref="DemurException">The file ends before the last one, or one is not a number.</exception>
    public float[] ReadSingles()
    {
        var values = ReadArray<float>();
        return Array.Exists(values, float.IsNaN) ? throw Damaged("a value that is not a number") : values;
    }

    /// <summary>Reads bytes.</summary>
    /// <returns>The bytes.</returns>
    /// <exception cref="DemurException">The file ends before the last one.</exception>
    public byte[] ReadBytes() => ReadArray<byte>();

    /// <summary>Reads terms in order.</summary>
    /// <param name="target">Takes each term.</param>
    /// <exception cref="DemurException">The file ends before the last one, or a term shares more than there is.</exception>
    public void ReadTerms(TermTarget target)
    {
        ArgumentNullException.ThrowIfNull(target);
        var count = ReadCount(int.MaxValue);
        var term = new char[byte.MaxValue + ushort.MaxValue];
        var length = 0;
        for (var i = 0; i < count; i++)
        {
            var shared = ReadOne<byte>();
            if (shared > length)
            {
                throw Damaged($"a term that shares {shared} characters with one of {length}");
            }

            var rest = ReadOne<ushort>();
            Fill(MemoryMarshal.AsBytes(term.AsSpan(shared, rest)));
            length = shared + rest;
            target(term.AsSpan(0, length));
        }
    }

    /// <summary>Reads an options record.</summary>
    /// <typeparam name="T">The record.</typeparam>
    /// <param name="type">How JSON becomes the record.</param>
    /// <returns>The options.</returns>
    /// <exception cref="DemurException">The JSON is not such a record.</exception>
    public T ReadOptions<T>(JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(ReadString(), type) ?? throw Damaged("options that are null");
        }
        catch (JsonException error)
        {
            throw Damaged($"options that are no {typeof(T).Name} ({error.Message})");
        }
    }

    /// <summary>Makes the error for content that cannot be.</summary>
    /// <param name="found">What was found.</param>
    /// <returns>An error that names the file.</returns>
    public DemurException Damaged(string found) =>
        new($"{_name}: the model file is damaged; it holds {found}. Copy it again or train the model anew.");

    /// <summary>Makes the error for a sound file that cannot be used here.</summary>
    /// <param name="code">What kind of error it is.</param>
    /// <param name="reason">Why, and what to do, as sentences.</param>
    /// <returns>An error that names the file.</returns>
    public DemurException Refused(ErrorCode code, string reason) => new(code, $"{_name}: {reason}");

    private int ReadCount(int limit)
    {
        var count = ReadInt32();
        return count < 0 || count > limit || count > _left ? throw Damaged($"a count of {count}") : count;
    }

    private T ReadOne<T>()
        where T : unmanaged
    {
        Span<T> one = stackalloc T[1];
        Fill(MemoryMarshal.AsBytes(one));
        return one[0];
    }

    private T[] ReadArray<T>()
        where T : unmanaged
    {
        var count = ReadCount(Array.MaxLength);
        var values = new T[Math.Min(count, Chunk)];
        for (var read = 0; read < count;)
        {
            if (read == values.Length)
            {
                Array.Resize(ref values, (int)Math.Min(count, values.Length * 2L));
            }

            Fill(MemoryMarshal.AsBytes(values.AsSpan(read)));
            read = values.Length;
        }

        return values;
    }

    private void Fill(Span<byte> bytes)
    {
        _left -= bytes.Length;
        if (_left < 0 || _source.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) < bytes.Length)
        {
            throw Damaged("less than it announces");
        }
    }
}
