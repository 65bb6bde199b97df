namespace Demur.Neural.Checkpoints.Gguf;

/// <summary>How a GGUF file is written.</summary>
public sealed record GgufOptions
{
    /// <summary>The type of the matrices: <see cref="TensorType.F32"/> (default), <see cref="TensorType.F16"/> or <see cref="TensorType.Q80"/>. Norms, biases and routers are always F32; rows that are no multiple of 32 values become F16 where Q80 is asked for.</summary>
    public TensorType Type { get; init; } = TensorType.F32;

    /// <summary>The model's name for people; "Demur model" by default.</summary>
    public string Name { get; init; } = "Demur model";
}
