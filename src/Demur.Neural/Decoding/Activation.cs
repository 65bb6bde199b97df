namespace Demur.Neural.Decoding;

/// <summary>The function on the gate of a gated feed-forward layer.</summary>
public enum Activation
{
    /// <summary><c>x * sigmoid(x)</c>; with a gate, SwiGLU.</summary>
    Silu,

    /// <summary>GELU by the error function.</summary>
    Gelu,

    /// <summary>GELU by its tanh approximation; with a gate, GeGLU as Gemma has it.</summary>
    GeluTanh,
}
