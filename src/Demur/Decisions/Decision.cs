namespace Demur.Decisions;

/// <summary>What every predictor of Demur returns: a label or an abstention, a calibrated score, and what it rests on.</summary>
public record Decision
{
    /// <summary>The label; <see cref="Abstain"/> when the predictor declines to choose.</summary>
    public required string Label { get; init; }

    /// <summary>The probability of the predictor's positive class, from 0 to 1, calibrated where the predictor says so.</summary>
    public required double Score { get; init; }

    /// <summary>What the decision rests on.</summary>
    public Evidence Evidence { get; init; } = Evidence.None;

    /// <summary>The label of a decision that declines to choose.</summary>
    public const string Abstain = "abstain";

    /// <summary>Whether the predictor declined to choose.</summary>
    public bool IsAbstention => Label == Abstain;
}
