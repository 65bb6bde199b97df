namespace Demur.Learning.Ss3;

/// <summary>The three summary operators of a model; sums by default.</summary>
public sealed record Ss3Operators
{
    /// <summary>From words and n-grams to a sentence.</summary>
    public SummaryOperator Words { get; init; } = SummaryOperator.Sum;

    /// <summary>From sentences to a paragraph.</summary>
    public SummaryOperator Sentences { get; init; } = SummaryOperator.Sum;

    /// <summary>From paragraphs to a text, and from posts to a stream.</summary>
    public SummaryOperator Paragraphs { get; init; } = SummaryOperator.Sum;
}
