using System.Text;
using Demur.Neural.Checkpoints.Internal;

namespace Demur.Neural.Sentences.Import.Onnx;

/// <summary>Walks over the fields of one Protocol Buffers message where it lies in a file (the wire format of protobuf.dev's "Encoding").</summary>
internal sealed class ProtobufFields
{
    private const int LongestText = 512;

    private readonly MappedFile _file;
    private readonly long _end;
    private long _position;
    private ulong _number;
    private (long Start, long Length)? _content;

    internal ProtobufFields(MappedFile file)
        : this(file, 0, file.Length)
    {
    }

    private ProtobufFields(MappedFile file, long start, long length)
    {
        _file = file;
        _position = start;
        _end = start + length;
    }

    /// <summary>The number of the field that <see cref="Next"/> found.</summary>
    internal int Field { get; private set; }

    /// <summary>Goes to the next field.</summary>
    /// <returns>False at the end of the message.</returns>
    /// <exception cref="DemurException">The bytes here are no field, or one that ends after its message.</exception>
    internal bool Next()
    {
        if (_position == _end)
        {
            return false;
        }

        var start = _position;
        var key = Variable();
        Field = key >> 3 is > 0 and <= int.MaxValue and var field ? (int)field : throw Invalid(start, "this is no field of a Protocol Buffers message.");
        (_number, _content) = (0, null);
        switch (key & 7)
        {
            case 0:
                _number = Variable();
                break;
            case 1:
                Skip(8);
                break;
            case 2:
                var length = Variable();
                _content = (_position, length <= (ulong)(_end - _position) ? (long)length : throw Invalid(start, $"{length} bytes are stated here, and the message around them ends at byte {_end}."));
                _position += (long)length;
                break;
            case 5:
                Skip(4);
                break;
            default:
                throw Invalid(start, "this is no field of a Protocol Buffers message.");
        }

        return true;
    }

    /// <summary>The field as a number; 0 where it is of another kind.</summary>
    internal long Number() => unchecked((long)_number);

    /// <summary>The field as numbers: the one that it is, or those packed into it.</summary>
    internal IEnumerable<long> Numbers()
    {
        if (_content is null)
        {
            yield return Number();
            yield break;
        }

        for (var packed = Message(); packed._position < packed._end;)
        {
            yield return unchecked((long)packed.Variable());
        }
    }

    /// <summary>The field as a message within this one.</summary>
    internal ProtobufFields Message() => new(_file, Content().Start, Content().Length);

    /// <summary>The field as a name of at most 512 bytes.</summary>
    internal string Text()
    {
        var (start, length) = Content();
        return length <= LongestText ? Encoding.UTF8.GetString(_file.Slice(start, length)) : throw Invalid(start, $"a name of at most {LongestText} bytes was expected, and it has {length}.");
    }

    /// <summary>Where the field's bytes lie in the file.</summary>
    internal (long Start, long Length) Content() => _content ?? throw Invalid(_position, $"field {Field} holds a number where bytes were expected.");

    private ulong Variable()
    {
        var start = _position;
        var value = 0UL;
        for (var shift = 0; shift < 64; shift += 7)
        {
            if (_position == _end)
            {
                throw Invalid(start, "the message ends in the middle of a number.");
            }

            var part = _file.Slice(_position++, 1)[0];
            value |= (ulong)(part & 0x7F) << shift;
            if (part < 0x80)
            {
                return value;
            }
        }

        throw Invalid(start, "a number takes more than ten bytes.");
    }

    private void Skip(int count) => _position = count <= _end - _position ? _position + count : throw Invalid(_position, "the message ends in the middle of a number.");

    private DemurException Invalid(long place, string what) => CheckpointError.Invalid(_file.Path, $"byte {place}", what);
}
