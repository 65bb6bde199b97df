using System.Buffers.Binary;

namespace Demur.Data.Internal;

/// <summary>
/// Walks over the footer of a Parquet file, a struct in Thrift's compact protocol, before Parquet.Net reads it: that recurses as deep as the footer says,
/// and a stack that overflows ends the process, not the reading. The types of the fields that matter are checked, since Parquet.Net goes by their numbers.
/// </summary>
internal ref struct ParquetFooter
{
    private const int TailLength = 8;
    private const int MaxThriftDepth = 32;
    private const int SchemaField = 2;
    private const int ChildCountField = 5;
    private const int Int32 = 5;
    private const int Int64 = 6;
    private const int Binary = 8;
    private const int List = 9;
    private const int Struct = 12;

    // The fields of FileMetaData and of SchemaElement by number, from 1.
    private static readonly int[] FileFields = [Int32, List, Int64, List, List, Binary, List, Struct, Binary];
    private static readonly int[] SchemaFields = [Int32, Int32, Int32, Binary, Int32, Int32, Int32, Int32, Int32, Struct];

    private readonly ReadOnlySpan<byte> _footer;
    private int _at;

    private ParquetFooter(ReadOnlySpan<byte> footer)
    {
        _footer = footer;
    }

    /// <summary>Checks the footer's nesting; what is no footer at all is left for the reader to name.</summary>
    /// <exception cref="InvalidDataException">It is nested too deeply, or breaks off.</exception>
    public static async Task CheckAsync(Stream stream, CancellationToken cancellationToken)
    {
        if (stream.Length < TailLength)
        {
            return;
        }

        var tail = new byte[TailLength];
        stream.Seek(-TailLength, SeekOrigin.End);
        await stream.ReadExactlyAsync(tail, cancellationToken).ConfigureAwait(false);
        var length = BinaryPrimitives.ReadInt32LittleEndian(tail);
        if (length > 0 && length <= stream.Length - TailLength && tail.AsSpan(sizeof(int)).SequenceEqual(FormatSniffer.ParquetMark))
        {
            var footer = new byte[length];
            stream.Seek(-TailLength - length, SeekOrigin.End);
            await stream.ReadExactlyAsync(footer, cancellationToken).ConfigureAwait(false);
            new ParquetFooter(footer).ReadFile();
        }
    }

    private void ReadFile()
    {
        var id = 0;
        while (ReadField(ref id) is > 0 and var type)
        {
            Require(FileFields, id, type);
            if (id == SchemaField)
            {
                ReadSchema();
            }
            else
            {
                Skip(type, depth: 1);
            }
        }
    }

    private void ReadSchema()
    {
        var (count, type) = ReadListHeader();
        var open = new Stack<long>();
        for (var i = 0UL; i < count; i++)
        {
            var children = type == Struct ? ReadChildCount() : throw new InvalidDataException("its schema holds no elements");
            while (open.TryPop(out var left))
            {
                if (left > 0)
                {
                    open.Push(left - 1);
                    break;
                }
            }

            open.Push(children);
            if (open.Count > ParquetElement.MaxDepth)
            {
                throw new InvalidDataException("its columns are nested too deeply");
            }
        }
    }

    private long ReadChildCount()
    {
        var (id, children) = (0, 0L);
        while (ReadField(ref id) is > 0 and var type)
        {
            Require(SchemaFields, id, type);
            if (id == ChildCountField)
            {
                children = ReadSigned();
            }
            else
            {
                Skip(type, depth: 2);
            }
        }

        return children;
    }

    private static void Require(int[] types, int id, int type)
    {
        if (id > 0 && id <= types.Length && types[id - 1] != type)
        {
            throw new InvalidDataException($"its footer has a field {id} of the type {type}, which is not Parquet's");
        }
    }

    /// <summary>Passes over a value.</summary>
    private void Skip(int type, int depth)
    {
        if (depth > MaxThriftDepth)
        {
            throw new InvalidDataException("its footer is nested too deeply");
        }

        switch (type)
        {
            case 1 or 2: // a truth value, which its type tells
                break;
            case 3: // a byte
                Move(1);
                break;
            case 4 or Int32 or Int64:
                ReadNumber();
                break;
            case 7: // a double
                Move(8);
                break;
            case Binary:
                Move(ReadNumber());
                break;
            case List or 10: // a list or a set
                SkipItems(ReadListHeader(), depth);
                break;
            case 11: // a map
                SkipMap(depth);
                break;
            case Struct:
                SkipStruct(depth);
                break;
            case 13: // a UUID
                Move(16);
                break;
            default:
                throw new InvalidDataException($"its footer holds a value of the unknown type {type}");
        }
    }

    private void SkipStruct(int depth)
    {
        var id = 0;
        while (ReadField(ref id) is > 0 and var type)
        {
            Skip(type, depth + 1);
        }
    }

    private void SkipItems((ulong Count, int Type) list, int depth)
    {
        for (var i = 0UL; i < list.Count; i++)
        {
            SkipItem(list.Type, depth);
        }
    }

    private void SkipMap(int depth)
    {
        var count = ReadNumber();
        var types = count > 0 ? ReadByte() : 0;
        for (var i = 0UL; i < count; i++)
        {
            SkipItem(types >> 4, depth);
            SkipItem(types & 0xF, depth);
        }
    }

    /// <summary>In a list or a map a truth value takes a byte.</summary>
    private void SkipItem(int type, int depth) => Skip(type is 1 or 2 ? 3 : type, depth + 1);

    /// <summary>Reads a field's header.</summary>
    /// <returns>The type of its value; 0 at the end of the struct.</returns>
    private int ReadField(ref int id)
    {
        var header = ReadByte();
        if (header == 0)
        {
            return 0;
        }

        var step = header >> 4;
        if (step > 0)
        {
            id = (short)(id + step);
        }
        else
        {
            id = (short)ReadSigned();
        }

        return header & 0xF;
    }

    private (ulong Count, int Type) ReadListHeader()
    {
        var header = ReadByte();
        var count = (ulong)(header >> 4);
        return (count == 15 ? ReadNumber() : count, header & 0xF);
    }

    private long ReadSigned()
    {
        var zigzag = ReadNumber();
        return (long)(zigzag >> 1) ^ -(long)(zigzag & 1);
    }

    private ulong ReadNumber()
    {
        var number = 0UL;
        for (var shift = 0; shift < 64; shift += 7)
        {
            var part = ReadByte();
            number |= (ulong)(part & 0x7F) << shift;
            if (part < 0x80)
            {
                return number;
            }
        }

        throw new InvalidDataException("its footer holds a number without end");
    }

    private int ReadByte()
    {
        var at = _at;
        Move(1);
        return _footer[at];
    }

    private void Move(ulong count)
    {
        if (count > (ulong)(_footer.Length - _at))
        {
            throw new InvalidDataException("its footer breaks off");
        }

        _at += (int)count;
    }
}
