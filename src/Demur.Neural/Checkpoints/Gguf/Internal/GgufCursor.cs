using System.Buffers.Binary;
using System.Text;
using Demur.Neural.Checkpoints.Internal;

namespace Demur.Neural.Checkpoints.Gguf.Internal;

/// <summary>Reads the head of a GGUF file value by value. No count is believed before the bytes that it needs are known to be there.</summary>
internal sealed class GgufCursor(MappedFile file)
{
    // Far above any real head (a vocabulary of 262,144 takes about 10 MB) and low enough for any machine.
    private const long LongestHead = 512L << 20;
    private const long MostElements = 1 << 24;
    private const long LongestText = 64L << 20;
    private const int DeepestList = 4;

    internal long Position { get; private set; }

    private long Left => Math.Min(file.Length, LongestHead) - Position;

    internal uint U32() => BinaryPrimitives.ReadUInt32LittleEndian(Take(4));

    internal ulong U64() => BinaryPrimitives.ReadUInt64LittleEndian(Take(8));

    /// <summary>A count of things of at least <paramref name="leastBytes"/> each.</summary>
    internal long Count(string what, int leastBytes, long most = MostElements)
    {
        var at = Position;
        var count = U64();
        return count <= (ulong)most && (long)count <= Left / leastBytes
            ? (long)count
            : throw Invalid(at, $"{count} {what} are claimed; {Left} bytes are left, and at most {most} are read.");
    }

    internal string Text(string what, long longest = LongestText)
    {
        var at = Position;
        var length = U64();
        return length <= (ulong)longest && (long)length <= Left
            ? Encoding.UTF8.GetString(Take((long)length))
            : throw Invalid(at, $"{what} is said to be {length} bytes long; {Left} bytes are left, and at most {longest} are read.");
    }

    internal object Value(GgufValueType type, string key, int depth = 0) => type switch
    {
        GgufValueType.U8 => Take(1)[0],
        GgufValueType.I8 => (sbyte)Take(1)[0],
        GgufValueType.U16 => BinaryPrimitives.ReadUInt16LittleEndian(Take(2)),
        GgufValueType.I16 => BinaryPrimitives.ReadInt16LittleEndian(Take(2)),
        GgufValueType.U32 => U32(),
        GgufValueType.I32 => BinaryPrimitives.ReadInt32LittleEndian(Take(4)),
        GgufValueType.F32 => BinaryPrimitives.ReadSingleLittleEndian(Take(4)),
        GgufValueType.Bool => Take(1)[0] != 0,
        GgufValueType.Text => Text($"the value of {CheckpointError.Quote(key)}"),
        GgufValueType.List => List(key, depth),
        GgufValueType.U64 => U64(),
        GgufValueType.I64 => BinaryPrimitives.ReadInt64LittleEndian(Take(8)),
        GgufValueType.F64 => BinaryPrimitives.ReadDoubleLittleEndian(Take(8)),
        _ => throw Invalid(Position, $"{CheckpointError.Quote(key)} has a value of the unknown type {(uint)type}."),
    };

    internal DemurException Invalid(long at, string what) => CheckpointError.Invalid(file.Path, $"byte {at}", what);

    private object List(string key, int depth)
    {
        if (depth == DeepestList)
        {
            throw Invalid(Position, $"{CheckpointError.Quote(key)} holds lists within lists, more than {DeepestList} deep.");
        }

        var type = (GgufValueType)U32();
        var count = (int)Count($"elements of {CheckpointError.Quote(key)}", LeastBytes(type));
        return type switch
        {
            GgufValueType.U8 => Elements<byte>(type, key, count),
            GgufValueType.I8 => Elements<sbyte>(type, key, count),
            GgufValueType.U16 => Elements<ushort>(type, key, count),
            GgufValueType.I16 => Elements<short>(type, key, count),
            GgufValueType.U32 => Elements<uint>(type, key, count),
            GgufValueType.I32 => Elements<int>(type, key, count),
            GgufValueType.F32 => Elements<float>(type, key, count),
            GgufValueType.Bool => Elements<bool>(type, key, count),
            GgufValueType.Text => Elements<string>(type, key, count),
            GgufValueType.U64 => Elements<ulong>(type, key, count),
            GgufValueType.I64 => Elements<long>(type, key, count),
            GgufValueType.F64 => Elements<double>(type, key, count),
            _ => Elements<object>(type, key, count, depth + 1),
        };
    }

    private T[] Elements<T>(GgufValueType type, string key, int count, int depth = 0)
    {
        var elements = new T[count];
        for (var index = 0; index < count; index++)
        {
            elements[index] = (T)Value(type, key, depth);
        }

        return elements;
    }

    private static int LeastBytes(GgufValueType type) => type switch
    {
        GgufValueType.U16 or GgufValueType.I16 => 2,
        GgufValueType.U32 or GgufValueType.I32 or GgufValueType.F32 => 4,
        GgufValueType.U64 or GgufValueType.I64 or GgufValueType.F64 or GgufValueType.Text => 8,
        GgufValueType.List => 12,
        _ => 1,
    };

    private ReadOnlySpan<byte> Take(long length)
    {
        if (length > Left)
        {
            throw Invalid(Position, $"{length} bytes were expected here, and {Left} are left. The download may have been cut off.");
        }

        var taken = file.Slice(Position, length);
        Position += length;
        return taken;
    }
}
