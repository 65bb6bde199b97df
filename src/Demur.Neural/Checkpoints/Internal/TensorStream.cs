namespace Demur.Neural.Checkpoints.Internal;

/// <summary>Writes a tensor's values to a stream in pieces.</summary>
internal static class TensorStream
{
    // A multiple of every block's length.
    private const int PieceLength = 1 << 18;

    /// <summary>Writes a tensor of a source in the type that is planned for it; bytes that have that type already are copied.</summary>
    internal static void Write(Stream stream, ITensorSource tensors, TensorInfo planned)
    {
        if (tensors.Tensors[planned.Name].Type == planned.Type)
        {
            stream.Write(tensors.Bytes(planned.Name));
            return;
        }

        var values = new float[planned.Count];
        tensors.Read(planned.Name, values);
        Write(stream, planned.Type, values);
    }

    /// <summary>Writes values in a type; their number is a multiple of its block's length.</summary>
    internal static void Write(Stream stream, TensorType type, ReadOnlySpan<float> values)
    {
        var bytes = new byte[TensorFormat.ByteCount(type, Math.Min(PieceLength, values.Length))!.Value];
        for (; !values.IsEmpty; values = values[Math.Min(PieceLength, values.Length)..])
        {
            var piece = values[..Math.Min(PieceLength, values.Length)];
            var target = bytes.AsSpan(0, (int)TensorFormat.ByteCount(type, piece.Length)!.Value);
            TensorCodec.Encode(type, piece, target);
            stream.Write(target);
        }
    }
}
