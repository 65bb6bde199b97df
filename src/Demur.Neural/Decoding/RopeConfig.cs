namespace Demur.Neural.Decoding;

/// <summary>Rotary position embedding: its base and how it is stretched. The defaults are plain rotation with base 10,000.</summary>
public sealed record RopeConfig
{
    /// <summary>The base of the geometric row of frequencies; 10,000 unless the model says otherwise.</summary>
    public double Base { get; init; } = 10_000;

    /// <summary>How positions are stretched.</summary>
    public RopeScaling Scaling { get; init; }

    /// <summary>By how much they are stretched; at least 1.</summary>
    public double Factor { get; init; } = 1;

    /// <summary>The context length of the first training, in tokens; where 0, the model's <see cref="ModelConfig.ContextLength"/>.</summary>
    public int OriginalContext { get; init; }

    /// <summary>Llama 3: below this many turns over the original context a frequency is divided by the factor.</summary>
    public double LowFrequencyFactor { get; init; } = 1;

    /// <summary>Llama 3: above this many turns over the original context a frequency is kept.</summary>
    public double HighFrequencyFactor { get; init; } = 4;

    /// <summary>YaRN: turns over the original context above which a frequency is kept.</summary>
    public double BetaFast { get; init; } = 32;

    /// <summary>YaRN: turns over the original context below which a frequency is divided by the factor.</summary>
    public double BetaSlow { get; init; } = 1;

    /// <summary>YaRN: what sines and cosines are multiplied by; null for <c>0.1 ln(factor) + 1</c>.</summary>
    public double? AttentionFactor { get; init; }

    /// <summary>YaRN: the numerator's weight in the attention factor (DeepSeek); null when the configuration has none.</summary>
    public double? ScaleAll { get; init; }

    /// <summary>YaRN: the denominator's weight in the attention factor (DeepSeek); null when the configuration has none.</summary>
    public double? ScaleAllDimensions { get; init; }

    /// <summary>YaRN: whether the ramp's ends are rounded to whole dimensions; true by default.</summary>
    public bool Truncate { get; init; } = true;
}
