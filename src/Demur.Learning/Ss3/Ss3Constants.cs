namespace Demur.Learning.Ss3;

/// <summary>The fixed numbers inside the formulas. The defaults are those of the reference toolkit, which differ from the paper's in the significance.</summary>
public sealed record Ss3Constants
{
    /// <summary>How steeply significance rises with the distance from the median, in units of its spread; 3 by default, 4 in the paper.</summary>
    public double SignificanceSlope { get; init; } = 3;

    /// <summary>How far significance is shifted towards 0; 3 by default, 2 in the paper.</summary>
    public double SignificanceShift { get; init; } = 3;

    /// <summary>Terms seen at most this often in a category are noise there and have no local value; 1 by default.</summary>
    public int NoiseCount { get; init; } = 1;

    /// <summary>The least spread, as a product with lambda, that the explainable mode reckons with; .03 by default.</summary>
    public double LeastSpread { get; init; } = 0.03;

    /// <summary>A median local value above this marks a word as frequent everywhere, in the explainable mode; .2 by default.</summary>
    public double CommonMedian { get; init; } = 0.2;

    /// <summary>So does a local value above this in every category; .09 by default.</summary>
    public double CommonLocalValue { get; init; } = 0.09;

    /// <summary>A word that is frequent everywhere is mute where the spread is at most this; .1 by default.</summary>
    public double CommonSpread { get; init; } = 0.1;

    /// <summary>A median local value from which a word is mute whatever its spread; .3 by default.</summary>
    public double MuteMedian { get; init; } = 0.3;

    /// <summary>Phrases whose words' global values add up to less are mute, in the explainable mode; .05 by default.</summary>
    public double LeastPhraseValue { get; init; } = 0.05;

    /// <summary>Phrases whose every word has at least this global value in a category are lifted by their words' sum there; .01 by default.</summary>
    public double LeastWordValue { get; init; } = 0.01;

    internal void Validate()
    {
        double[] values = [SignificanceSlope, SignificanceShift, LeastSpread, CommonMedian, CommonLocalValue, CommonSpread, MuteMedian, LeastPhraseValue, LeastWordValue];
        if (NoiseCount < 0 || Array.Exists(values, value => !(value >= 0 && double.IsFinite(value))))
        {
            throw new DemurException(ErrorCode.Usage, $"The constants of SS3 are {this}; all must be finite and at least 0.");
        }
    }
}
