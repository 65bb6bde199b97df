namespace Demur.Audit.Prediction;

/// <summary>How far a predictor can be trusted, from prompts that it had not seen.</summary>
public enum TrustLevel
{
    /// <summary>Hardly better than chance, if at all: the AUROC's interval reaches below .55.</summary>
    Unproven,

    /// <summary>Better than chance, of use to sort a long list; AUROC below .7, or a source held out whole was ranked no better than by chance.</summary>
    Weak,

    /// <summary>Good for ranking and for choosing what to look at first; AUROC from .7 to .85.</summary>
    Ranking,

    /// <summary>Good enough that single predictions mean something; AUROC of .85 and more.</summary>
    Strong,
}
