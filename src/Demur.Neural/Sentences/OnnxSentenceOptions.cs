namespace Demur.Neural.Sentences;

/// <summary>How an ONNX sentence encoder is run.</summary>
public sealed record OnnxSentenceOptions
{
    /// <summary>The most tokens of a text that are seen, special ones included; 256 by default.</summary>
    public int MaximumTokens { get; init; } = 256;

    /// <summary>The most texts in one run, alike in length; 32 by default.</summary>
    public int BatchSize { get; init; } = 32;

    /// <summary>The threads of one run; 0, the default, leaves it to ONNX Runtime.</summary>
    public int Threads { get; init; }

    /// <summary>How tokens' vectors become one; null, the default, leaves it to <c>pooling</c> (<c>mean</c> or <c>first</c>) in the folder's <c>model.json</c>, and without that means <see cref="SentencePooling.Mean"/>.</summary>
    public SentencePooling? Pooling { get; init; }
}
