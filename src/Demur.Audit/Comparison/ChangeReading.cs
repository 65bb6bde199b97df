namespace Demur.Audit.Comparison;

/// <summary>What a change allows to be said.</summary>
public enum ChangeReading
{
    /// <summary>No prompt was scored in both runs.</summary>
    NothingToCompare,

    /// <summary>Neither a difference nor sameness is shown: too few answers to tell.</summary>
    TooFewToTell,

    /// <summary>The whole 95 % interval lies within <see cref="RateChange.SameMargin"/> of zero, and no difference is shown.</summary>
    AboutAsMuch,

    /// <summary>The rate rose: the 95 % interval lies above zero and the p-value below 0.05.</summary>
    More,

    /// <summary>The rate fell: the 95 % interval lies below zero and the p-value is below 0.05.</summary>
    Less,
}
