using System.Runtime.InteropServices;
using Demur.Neural.Checkpoints.Internal;

namespace Demur.Neural.Checkpoints;

/// <summary>Tensors in memory, or computed when they are asked for: what a checkpoint is written from. Fill it first, then it is safe for concurrent reading.</summary>
public sealed class TensorTable : ITensorSource
{
    private readonly Dictionary<string, TensorInfo> _tensors = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Func<float[]>> _values = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, TensorInfo> Tensors => _tensors;

    /// <summary>Adds values; the array is kept, not copied.</summary>
    /// <param name="name">The tensor's name.</param>
    /// <param name="shape">Its dimensions, outermost first.</param>
    /// <param name="values">Its values in row-major order.</param>
    /// <exception cref="ArgumentException">The name is there already, or the shape does not fit the values.</exception>
    public void Add(string name, IReadOnlyList<long> shape, float[] values)
    {
        ArgumentNullException.ThrowIfNull(values);
        Add(name, shape, () => values);
        if (_tensors[name].Count != values.Length)
        {
            throw new ArgumentException($"{name}: a shape of [{string.Join(", ", shape)}] does not have {values.Length} values.", nameof(values));
        }
    }

    /// <summary>Adds values that are computed at each reading, so that a large model is never in memory twice.</summary>
    /// <param name="name">The tensor's name.</param>
    /// <param name="shape">Its dimensions, outermost first.</param>
    /// <param name="values">Gives its values in row-major order; called from the reading thread.</param>
    /// <exception cref="ArgumentException">The name is there already.</exception>
    public void Add(string name, IReadOnlyList<long> shape, Func<float[]> values)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(shape);
        ArgumentNullException.ThrowIfNull(values);
        _tensors.Add(name, new TensorInfo(name, TensorType.F32, [.. shape]));
        _values.Add(name, values);
    }

    /// <inheritdoc/>
    public void Read(string name, Span<float> values)
    {
        var stored = Find(name);
        if (stored.Length != values.Length)
        {
            throw new ArgumentException($"{name} has {stored.Length} values; there is room for {values.Length}.", nameof(values));
        }

        stored.CopyTo(values);
    }

    /// <inheritdoc/>
    public ReadOnlySpan<byte> Bytes(string name) => MemoryMarshal.AsBytes(Find(name).AsSpan());

    /// <summary>Does nothing: the values belong to whoever added them.</summary>
    public void Dispose()
    {
    }

    private float[] Find(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return _values.TryGetValue(name, out var values) ? values() : throw CheckpointError.Unknown("The table", name, _values.Keys);
    }
}
