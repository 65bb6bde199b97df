namespace Demur.Learning.Ss3;

/// <summary>The settings of SS3. The defaults are those of the reference toolkit (arXiv 1905.08772, section 3; n-grams: arXiv 1911.06147).</summary>
public sealed record Ss3Options
{
    /// <summary>Sigma, how much frequent and rare terms are drawn together; .45 by default, above 0 and usually from .2 to .8.</summary>
    public double Smoothness { get; init; } = 0.45;

    /// <summary>Lambda, how far a term must stand out among the categories to count; .5 by default, at least 0 and usually from .1 to 2.</summary>
    public double Significance { get; init; } = 0.5;

    /// <summary>Rho, how much a term loses for standing out in several categories; 1 by default, at least 0 and usually from .5 to 2.</summary>
    public double Sanction { get; init; } = 1;

    /// <summary>Alpha: confidences of at most this count as 0; 0 by default. Raise it to decide on strong words only, or to abstain more.</summary>
    public double Alpha { get; init; }

    /// <summary>The longest n-gram in words; 1 by default, at most 8.</summary>
    public int MaxNgram { get; init; } = 1;

    /// <summary>After so many learnt words rare n-grams are left out of the model; 1,000,000 by default. Decided on the final counts, so the order of learning does not matter.</summary>
    public long PruneAfterWords { get; init; } = 1_000_000;

    /// <summary>An n-gram of two words or more is rare when it was seen at most so often in a category; 10 by default.</summary>
    public int PruneCount { get; init; } = 10;

    /// <summary>How global values become confidences; explainable by default.</summary>
    public Ss3ConfidenceMode Mode { get; init; }

    /// <summary>The fixed numbers inside the formulas; those of the reference toolkit by default.</summary>
    public Ss3Constants Constants { get; init; } = new();

    internal void Validate()
    {
        if (!(Smoothness > 0 && double.IsFinite(Smoothness)) || !(Significance >= 0 && double.IsFinite(Significance))
            || !(Sanction >= 0 && double.IsFinite(Sanction)) || !(Alpha >= 0 && double.IsFinite(Alpha)))
        {
            throw new DemurException(
                ErrorCode.Usage,
                $"Smoothness is {Smoothness}, significance {Significance}, sanction {Sanction}, alpha {Alpha}; smoothness must be above 0, the others at least 0, all finite.");
        }

        if (MaxNgram is < 1 or > MaxNgramLimit)
        {
            throw new DemurException(ErrorCode.Usage, $"N-grams of up to {MaxNgram} words cannot be learnt; use 1 to {MaxNgramLimit}.");
        }

        if (PruneAfterWords < 0 || PruneCount < 0 || !Enum.IsDefined(Mode) || Constants is null)
        {
            throw new DemurException(ErrorCode.Usage, $"Pruning after {PruneAfterWords} words of n-grams seen {PruneCount} times in mode {Mode} makes no sense; use numbers of at least 0 and a known mode.");
        }

        Constants.Validate();
    }

    internal const int MaxNgramLimit = 8;
}
