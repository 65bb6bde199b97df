namespace Demur.Neural.Checkpoints.Internal;

/// <summary>Some tensors of a source, which stays its owner's.</summary>
internal sealed class ChosenTensors(ITensorSource source, IEnumerable<string> names) : ITensorSource
{
    public IReadOnlyDictionary<string, TensorInfo> Tensors { get; } = names.ToDictionary(name => name, name => source.Tensors[name], StringComparer.Ordinal);

    public void Read(string name, Span<float> values) => source.Read(Known(name), values);

    public ReadOnlySpan<byte> Bytes(string name) => source.Bytes(Known(name));

    public void Dispose()
    {
    }

    private string Known(string name) => Tensors.ContainsKey(name) ? name : throw CheckpointError.Unknown("The shard", name, Tensors.Keys);
}
