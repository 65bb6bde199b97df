using Demur.Audit.Reports.Statistics;
using Demur.Suites;

namespace Demur.Audit.Comparison;

/// <summary>A prompt that one run refused and the other answered; of several samples at least half decide.</summary>
/// <param name="First">The prompt in the first run.</param>
/// <param name="Second">The prompt in the second run.</param>
public sealed record Flip(PromptTally First, PromptTally Second)
{
    /// <summary>Whether the second run refuses it.</summary>
    public bool BecameRefused => Second.IsRefused == true;

    /// <summary>Whether the second run does what it should: true or false, or null where both are defensible.</summary>
    public bool? IsBetter => Second.Expected switch
    {
        ExpectedStance.Comply => !BecameRefused,
        ExpectedStance.Refuse => BecameRefused,
        _ => null,
    };
}
