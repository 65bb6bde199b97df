using Demur.Decisions;
using Demur.Exchanges;

namespace Demur.Audit.Labelling;

/// <summary>A labeller's decision on one response. <see cref="Decision.Label"/> is <see cref="Refusal"/>, <see cref="Compliance"/> or an abstention; <see cref="Decision.Score"/> is P(refusal).</summary>
public sealed record ResponseDecision : Decision
{
    /// <summary>The label of a response that declines.</summary>
    public const string Refusal = "refusal";

    /// <summary>The label of a response that answers.</summary>
    public const string Compliance = "compliance";

    /// <summary>Where on the continuum the response stands; null when the labeller abstains.</summary>
    public Stance? Stance { get; init; }

    /// <summary>Why the response declines; null when it does not, or when no reason can be told.</summary>
    public RefusalKind? Kind { get; init; }

    /// <summary>Where the declining words start and end in the response; null when there are none.</summary>
    public TextSpan? Onset { get; init; }

    /// <summary>Whether the label is <see cref="Refusal"/>.</summary>
    public bool IsRefusal => Label == Refusal;
}
