namespace Demur.Neural.Checkpoints;

/// <summary>How a safetensors file is written.</summary>
public sealed record SafetensorsOptions
{
    /// <summary>The type that floating-point tensors are written in: <see cref="TensorType.F32"/>, <see cref="TensorType.F16"/> or <see cref="TensorType.BF16"/>; null, the default, keeps each as it is (quantised ones become F32).</summary>
    public TensorType? Type { get; init; }

    /// <summary>What the file says about itself; by default that it is laid out as PyTorch writes it, which some readers insist on.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal) { ["format"] = "pt" };
}
