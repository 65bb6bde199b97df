namespace Demur.Audit.Labelling.Training;

/// <summary>How the hybrid labeller is trained. The defaults were chosen by accuracy and kappa on sources held out whole.</summary>
public sealed record HybridLabelerOptions
{
    /// <summary>The weight of the loss against the penalty ½‖w‖²; 0.4 by default.</summary>
    public double C { get; init; } = 0.4;

    /// <summary>The share of models whose answers must use a word before n-grams may name it; 0.35 by default.</summary>
    public double VocabularyShare { get; init; } = 0.35;

    /// <summary>The most words that n-grams may name; 1,500 by default.</summary>
    public int VocabularySize { get; init; } = 1_500;

    /// <summary>How many of them may be named even when the prompt has them; 150 by default.</summary>
    public int CommonWords { get; init; } = 150;

    /// <summary>The least number of responses that an n-gram must occur in; 4 by default.</summary>
    public int MinResponses { get; init; } = 4;

    /// <summary>The most n-grams that the model keeps, by the size of their weight; 40,000 by default.</summary>
    public int MaxNgrams { get; init; } = 40_000;

    /// <summary>How far sources of different size and balance are evened out: 1 lets each count alike in full, 0 not at all; 0.1 by default.</summary>
    public double SourceBalance { get; init; } = 0.1;
}
