using System.Buffers.Binary;
using System.Text;
using Demur.Data;
using Demur.Neural.Checkpoints.Internal;

namespace Demur.Neural.Checkpoints;

/// <summary>
/// Writes safetensors files byte for byte as the format's reference implementation does: tensors ordered by the alignment of their type, then by name,
/// the header padded with spaces to 8 bytes. Metadata, whose order the reference leaves open, is ordered by key.
/// </summary>
public static class SafetensorsWriter
{
    /// <summary>Writes all tensors of a source to one file; the file appears whole or not at all, and one tensor at a time is in memory.</summary>
    /// <param name="path">The file; replaced when it exists.</param>
    /// <param name="tensors">The tensors.</param>
    /// <param name="options">The type to write and the metadata.</param>
    /// <param name="cancellationToken">Stops the writing; the old file is then untouched.</param>
    /// <exception cref="DemurException">The file cannot be written.</exception>
    /// <exception cref="ArgumentException">The options ask for a type that is not written.</exception>
    public static void Write(string path, ITensorSource tensors, SafetensorsOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(tensors);
        options ??= new SafetensorsOptions();
        if (options.Type is not (null or TensorType.F32 or TensorType.F16 or TensorType.BF16))
        {
            throw new ArgumentException($"A safetensors file is written in F32, F16 or BF16, not in {options.Type}.", nameof(options));
        }

        AtomicFile.Write(path, stream => Write(stream, tensors, options, cancellationToken));
    }

    /// <summary>The bytes that a tensor takes in a file.</summary>
    internal static long ByteCount(TensorInfo tensor, SafetensorsOptions options) => TensorFormat.ByteCount(TypeFor(tensor.Type, options.Type), tensor.Count)!.Value;

    /// <summary>The order in which tensors lie in a file.</summary>
    internal static List<TensorInfo> Order(IEnumerable<TensorInfo> tensors) =>
        [.. tensors.OrderByDescending(tensor => SafetensorsType.Rank(tensor.Type)).ThenBy(tensor => tensor.Name, Utf8Order.Instance)];

    /// <summary>Writes all that comes before the values.</summary>
    internal static void WriteHeader(Stream stream, List<TensorInfo> ordered, IReadOnlyDictionary<string, string> metadata)
    {
        var header = Encoding.UTF8.GetBytes(Header(ordered, metadata));
        var length = (header.Length + 7) / 8 * 8;
        Span<byte> prefix = stackalloc byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(prefix, length);
        stream.Write(prefix);
        stream.Write(header);
        for (var padding = header.Length; padding < length; padding++)
        {
            stream.WriteByte((byte)' ');
        }
    }

    private static void Write(Stream stream, ITensorSource tensors, SafetensorsOptions options, CancellationToken cancellationToken)
    {
        var planned = Order(tensors.Tensors.Values.Select(tensor => new TensorInfo(tensor.Name, TypeFor(tensor.Type, options.Type), tensor.Shape)));
        WriteHeader(stream, planned, options.Metadata);
        foreach (var tensor in planned)
        {
            cancellationToken.ThrowIfCancellationRequested();
            TensorStream.Write(stream, tensors, tensor);
        }
    }

    private static TensorType TypeFor(TensorType stored, TensorType? asked) =>
        TensorFormat.IsQuantised(stored) ? asked ?? TensorType.F32
        : TensorFormat.IsFloat(stored) ? asked ?? stored
        : stored;

    private static string Header(List<TensorInfo> tensors, IReadOnlyDictionary<string, string> metadata)
    {
        var json = new StringBuilder("{");
        if (metadata.Count > 0)
        {
            json.Append("\"__metadata__\":{");
            json.AppendJoin(',', metadata.OrderBy(pair => pair.Key, Utf8Order.Instance).Select(pair => $"{Quote(pair.Key)}:{Quote(pair.Value)}"));
            json.Append("},");
        }

        var offset = 0L;
        foreach (var tensor in tensors)
        {
            var end = offset + TensorFormat.ByteCount(tensor.Type, tensor.Count)!.Value;
            json.Append($"{Quote(tensor.Name)}:{{\"dtype\":\"{SafetensorsType.NameOf(tensor.Type)}\",\"shape\":[{string.Join(',', tensor.Shape)}],\"data_offsets\":[{offset},{end}]}},");
            offset = end;
        }

        if (json[^1] == ',')
        {
            json.Length--;
        }

        return json.Append('}').ToString();
    }

    // The reference escapes only what JSON demands; System.Text.Json escapes more, and the bytes would differ.
    private static string Quote(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var character in text)
        {
            _ = character switch
            {
                '"' => quoted.Append("\\\""),
                '\\' => quoted.Append("\\\\"),
                '\b' => quoted.Append("\\b"),
                '\f' => quoted.Append("\\f"),
                '\n' => quoted.Append("\\n"),
                '\r' => quoted.Append("\\r"),
                '\t' => quoted.Append("\\t"),
                < ' ' => quoted.Append($"\\u{(int)character:x4}"),
                _ => quoted.Append(character),
            };
        }

        return quoted.Append('"').ToString();
    }
}
