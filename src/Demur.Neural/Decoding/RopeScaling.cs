namespace Demur.Neural.Decoding;

/// <summary>How rotary positions are stretched past the length of the first training.</summary>
public enum RopeScaling
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>Positions are divided by the factor.</summary>
    Linear,

    /// <summary>The base grows with the length of the text once it passes the original context (NTK-aware, dynamic).</summary>
    Dynamic,

    /// <summary>Low frequencies are divided by the factor, high ones kept, those between blended (Llama 3.1).</summary>
    Llama3,

    /// <summary>Interpolation by frequency with a ramp, and attention sharpened by a factor (YaRN, arXiv 2309.00071).</summary>
    Yarn,
}
