using System.Buffers.Binary;
using System.Text.Json;

namespace Demur.Neural.Checkpoints.Internal;

/// <summary>The checked header of a safetensors file.</summary>
internal sealed class SafetensorsHeader
{
    // The limit of the format's reference implementation.
    private const long LongestHeader = 100_000_000;
    private const int HighestRank = 8;

    private readonly MappedFile _file;
    private readonly long _dataStart;

    private SafetensorsHeader(MappedFile file, long dataStart)
    {
        _file = file;
        _dataStart = dataStart;
    }

    internal Dictionary<string, TensorView> Views { get; } = new(StringComparer.Ordinal);

    internal Dictionary<string, string> Metadata { get; } = new(StringComparer.Ordinal);

    /// <summary>Reads and checks the header of a file.</summary>
    /// <exception cref="DemurException">The header is not valid.</exception>
    internal static SafetensorsHeader Read(MappedFile file)
    {
        if (file.Length < 8)
        {
            throw CheckpointError.Invalid(file.Path, "byte 0", $"a safetensors file begins with the 8-byte length of its header, and this one has {file.Length} bytes.");
        }

        var length = BinaryPrimitives.ReadUInt64LittleEndian(file.Slice(0, 8));
        if (length > LongestHeader)
        {
            throw CheckpointError.Invalid(file.Path, "byte 0", $"the header claims {length} bytes; at most {LongestHeader} are allowed. This is no safetensors file.");
        }

        if ((long)length > file.Length - 8)
        {
            throw CheckpointError.Invalid(file.Path, "byte 0", $"the header claims {length} bytes, and the file ends after {file.Length - 8}. The download may have been cut off.");
        }

        var header = new SafetensorsHeader(file, 8 + (long)length);
        header.Parse(file.Slice(8, (long)length));
        header.CheckLayout();
        return header;
    }

    private void Parse(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = 8 });
        try
        {
            Next(ref reader, JsonTokenType.StartObject, "the header");
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var name = reader.GetString()!;
                if (string.Equals(name, "__metadata__", StringComparison.Ordinal))
                {
                    ReadMetadata(ref reader);
                }
                else if (!Views.TryAdd(name, ReadTensor(ref reader, name)))
                {
                    throw Invalid(name, "it is listed twice.");
                }
            }

            // Reads on to the end, where anything but padding is an error of the reader.
            _ = reader.Read();
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or FormatException)
        {
            throw CheckpointError.Invalid(_file.Path, $"byte {8 + reader.BytesConsumed}", "the header is not valid JSON of names, types, shapes and offsets.", error);
        }
    }

    private void ReadMetadata(ref Utf8JsonReader reader)
    {
        Next(ref reader, JsonTokenType.StartObject, "__metadata__");
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var key = reader.GetString()!;
            Next(ref reader, JsonTokenType.String, "a value of __metadata__");
            if (!Metadata.TryAdd(key, reader.GetString()!))
            {
                throw CheckpointError.Invalid(_file.Path, "__metadata__", $"{CheckpointError.Quote(key)} is given twice.");
            }
        }
    }

    private TensorView ReadTensor(ref Utf8JsonReader reader, string name)
    {
        TensorType? type = null;
        long[]? shape = null;
        long[]? offsets = null;
        Next(ref reader, JsonTokenType.StartObject, $"tensor {CheckpointError.Quote(name)}");
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            switch (reader.GetString())
            {
                case "dtype" when type is null: type = ReadType(ref reader, name); break;
                case "shape" when shape is null: shape = ReadNumbers(ref reader, name, "dimensions", HighestRank); break;
                case "data_offsets" when offsets is null: offsets = ReadNumbers(ref reader, name, "offsets", 2); break;
                case "dtype" or "shape" or "data_offsets": throw Invalid(name, "a field is given twice.");
                default: reader.Skip(); break;
            }
        }

        if (type is null || shape is null || offsets is not { Length: 2 })
        {
            throw Invalid(name, "dtype, shape and two data_offsets are needed.");
        }

        return View(name, type.Value, shape, offsets);
    }

    private TensorView View(string name, TensorType type, long[] shape, long[] offsets)
    {
        var available = _file.Length - _dataStart;
        if (offsets[0] > offsets[1] || offsets[1] > available)
        {
            throw Invalid(name, $"its bytes are said to be {offsets[0]} to {offsets[1]}, and the file has {available} bytes of data.");
        }

        var bytes = TensorFormat.Count(shape) is { } count ? TensorFormat.ByteCount(type, count) : null;
        if (bytes != offsets[1] - offsets[0])
        {
            throw Invalid(name, $"a shape of [{string.Join(", ", shape)}] in {type} does not take the {offsets[1] - offsets[0]} bytes that its offsets give it.");
        }

        return new TensorView(new TensorInfo(name, type, shape), _dataStart + offsets[0], bytes.Value);
    }

    private TensorType ReadType(ref Utf8JsonReader reader, string name)
    {
        Next(ref reader, JsonTokenType.String, $"the dtype of {CheckpointError.Quote(name)}");
        var type = reader.GetString()!;
        return SafetensorsType.Parse(type) ?? throw Invalid(name, $"values of type {CheckpointError.Quote(type)} are not read; known are {SafetensorsType.Known}.");
    }

    private long[] ReadNumbers(ref Utf8JsonReader reader, string name, string what, int most)
    {
        var numbers = new List<long>(2);
        Next(ref reader, JsonTokenType.StartArray, $"the {what} of {CheckpointError.Quote(name)}");
        while (reader.Read() && reader.TokenType == JsonTokenType.Number)
        {
            if (!reader.TryGetInt64(out var number) || number < 0)
            {
                throw Invalid(name, $"its {what} hold a number that is negative, broken or too large.");
            }

            numbers.Add(number);
            if (numbers.Count > most)
            {
                throw Invalid(name, $"it has more than {most} {what}.");
            }
        }

        return reader.TokenType == JsonTokenType.EndArray ? [.. numbers] : throw Invalid(name, $"its {what} are not all numbers.");
    }

    // Data without gaps cannot hide anything, and data without overlaps cannot be read as two things.
    private void CheckLayout()
    {
        var end = _dataStart;
        foreach (var view in Views.Values.OrderBy(view => view.Offset).ThenBy(view => view.ByteCount))
        {
            if (view.Offset != end)
            {
                throw Invalid(view.Info.Name, $"its bytes begin at {view.Offset - _dataStart} where {end - _dataStart} was expected: the tensors overlap or leave a gap.");
            }

            end += view.ByteCount;
        }

        if (end != _file.Length)
        {
            throw CheckpointError.Invalid(_file.Path, $"byte {end}", $"the last tensor ends here, and the file goes on to byte {_file.Length}.");
        }
    }

    private void Next(ref Utf8JsonReader reader, JsonTokenType expected, string what)
    {
        if (!reader.Read() || reader.TokenType != expected)
        {
            throw CheckpointError.Invalid(_file.Path, $"byte {8 + reader.TokenStartIndex}", $"{what} is a {reader.TokenType} here where {expected} was expected.");
        }
    }

    private DemurException Invalid(string name, string what) =>
        CheckpointError.Invalid(_file.Path, $"tensor {CheckpointError.Quote(name)}", what);
}
