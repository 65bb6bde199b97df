using System.Numerics;
using Demur.Neural.Checkpoints.Internal;

namespace Demur.Neural.Checkpoints.Gguf.Internal;

/// <summary>The checked head of a GGUF file: metadata, and where each tensor lies.</summary>
internal sealed class GgufHeader
{
    private const uint Magic = 0x46554747;
    private const int LongestName = 1024;
    private const int MostKeys = 100_000;
    private const int MostTensors = 1_000_000;

    private readonly MappedFile _file;
    private readonly GgufCursor _cursor;
    private long _dataStart;

    private GgufHeader(MappedFile file)
    {
        _file = file;
        _cursor = new GgufCursor(file);
    }

    internal Dictionary<string, object> Metadata { get; } = new(StringComparer.Ordinal);

    internal List<GgufTensor> Tensors { get; } = [];

    /// <summary>Reads and checks the head of a file.</summary>
    /// <exception cref="DemurException">The head is not valid.</exception>
    internal static GgufHeader Read(MappedFile file)
    {
        var header = new GgufHeader(file);
        header.CheckVersion();
        var tensorCount = header._cursor.Count("tensors", leastBytes: 8 + 4 + 4 + 8, MostTensors);
        var keyCount = header._cursor.Count("metadata entries", leastBytes: 8 + 4 + 1, MostKeys);
        header.ReadMetadata(keyCount);
        header.ReadTensors(tensorCount);
        return header;
    }

    private void CheckVersion()
    {
        if (_cursor.U32() != Magic)
        {
            throw _cursor.Invalid(0, "a GGUF file begins with the letters GGUF, and this one does not.");
        }

        var version = _cursor.U32();
        if (version is not (2 or 3))
        {
            throw _cursor.Invalid(4, VersionError(version));
        }
    }

    private static string VersionError(uint version) => version switch
    {
        1 => "the file is of version 1; versions 2 and 3 are read. Convert it again with a current llama.cpp.",
        _ when version != 0 && (version & 0xFFFF) == 0 => "the file was written for big-endian machines, which are not supported.",
        _ => $"the file is of version {version}; versions 2 and 3 are read.",
    };

    private void ReadMetadata(long count)
    {
        for (var index = 0L; index < count; index++)
        {
            var at = _cursor.Position;
            var key = _cursor.Text("a metadata key", ushort.MaxValue);
            var type = (GgufValueType)_cursor.U32();
            if (!Metadata.TryAdd(key, _cursor.Value(type, key)))
            {
                throw _cursor.Invalid(at, $"the key {CheckpointError.Quote(key)} is given twice.");
            }
        }
    }

    private long Alignment()
    {
        if (!Metadata.TryGetValue("general.alignment", out var value))
        {
            return 32;
        }

        return value is uint alignment && BitOperations.IsPow2(alignment) && alignment is >= 1 and <= 1 << 20
            ? alignment
            : throw CheckpointError.Invalid(_file.Path, "general.alignment", "a power of two up to 1048576 was expected here, as a 32-bit number.");
    }

    private void ReadTensors(long count)
    {
        var alignment = Alignment();
        var listed = new List<Entry>();
        for (var index = 0L; index < count; index++)
        {
            listed.Add(new Entry(_cursor.Text("a tensor's name", LongestName), ReadShape(), _cursor.U32(), _cursor.U64()));
        }

        // Where the data begin is known only behind the last entry.
        _dataStart = (_cursor.Position + alignment - 1) / alignment * alignment;
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var entry in listed)
        {
            if (!names.Add(entry.Name))
            {
                throw Invalid(entry.Name, "it is listed twice.");
            }

            Tensors.Add(Place(entry, alignment));
        }

        CheckOverlap();
    }

    // Stored innermost first; turned round here.
    private long[] ReadShape()
    {
        var at = _cursor.Position;
        var rank = _cursor.U32();
        if (rank is 0 or > 4)
        {
            throw _cursor.Invalid(at, $"a tensor has {rank} dimensions; 1 to 4 were expected.");
        }

        var shape = new long[rank];
        for (var index = (int)rank - 1; index >= 0; index--)
        {
            at = _cursor.Position;
            var dimension = _cursor.U64();
            shape[index] = dimension is > 0 and <= long.MaxValue ? (long)dimension : throw _cursor.Invalid(at, $"{dimension} is no dimension of a tensor.");
        }

        return shape;
    }

    private GgufTensor Place(Entry entry, long alignment)
    {
        var (name, shape, number, offset) = entry;
        var type = GgmlType.Parse(number)
            ?? throw Invalid(name, $"it is stored as {GgmlType.NameOf(number)}, which is not read; F32, F16, BF16, Q8_0, Q4_0, Q4_K and Q6_K are. Take another quantisation of this model, such as Q8_0.");
        if (shape[^1] % TensorFormat.BlockLength(type) != 0)
        {
            throw Invalid(name, $"its rows of {shape[^1]} values are no whole number of {type} blocks of {TensorFormat.BlockLength(type)}.");
        }

        var bytes = TensorFormat.Count(shape) is { } count ? TensorFormat.ByteCount(type, count) : null;
        var available = _file.Length - _dataStart;
        if (bytes is not { } size || size > available || offset > (ulong)(available - size))
        {
            throw Invalid(name, $"a shape of [{string.Join(", ", shape)}] in {type} at {offset} does not lie within the {Math.Max(0, available)} bytes of data. The download may have been cut off.");
        }

        return offset % (ulong)alignment == 0
            ? new GgufTensor(name, type, shape, _dataStart + (long)offset, size)
            : throw Invalid(name, $"its data begin at {offset}, which is no multiple of the alignment {alignment}.");
    }

    private void CheckOverlap()
    {
        var end = _dataStart;
        foreach (var tensor in Tensors.OrderBy(tensor => tensor.Offset))
        {
            if (tensor.Offset < end)
            {
                throw Invalid(tensor.Name, "its data overlap those of another tensor.");
            }

            end = tensor.Offset + tensor.ByteCount;
        }
    }

    private DemurException Invalid(string name, string what) =>
        CheckpointError.Invalid(_file.Path, $"tensor {CheckpointError.Quote(name)}", what);

    private sealed record Entry(string Name, long[] Shape, uint Type, ulong Offset);
}
