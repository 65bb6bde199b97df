namespace Demur.Neural.Checkpoints;

/// <summary>Named tensors of a checkpoint under their Hugging Face names, whatever file they lie in; safe for concurrent reading.</summary>
public interface ITensorSource : IDisposable
{
    /// <summary>Every tensor by name.</summary>
    IReadOnlyDictionary<string, TensorInfo> Tensors { get; }

    /// <summary>Reads a tensor as 32-bit numbers, decoding half precision and quantised blocks.</summary>
    /// <param name="name">The tensor's name.</param>
    /// <param name="values">Receives the values in row-major order; exactly <see cref="TensorInfo.Count"/> long.</param>
    /// <exception cref="DemurException">The tensor is unknown, or the file ends before it does.</exception>
    void Read(string name, Span<float> values);

    /// <summary>The stored bytes of a tensor, little-endian, without a copy; valid until the source is disposed.</summary>
    /// <param name="name">The tensor's name.</param>
    /// <exception cref="DemurException">The tensor is unknown.</exception>
    ReadOnlySpan<byte> Bytes(string name);
}
