using Demur.Decisions;

namespace Demur.Audit.Labelling;

/// <summary>What a cascade makes of the first stage's log-odds.</summary>
/// <param name="LogOdds">The log-odds of a refusal in the end.</param>
/// <param name="FirstShare">How much the first stage's log-odds count in it; 1 without a second reading.</param>
/// <param name="Read">What a second reading added; null when there was none.</param>
internal readonly record struct SecondStage(double LogOdds, double FirstShare = 1, EvidenceItem? Read = null)
{
    /// <summary>Joins the reasons of both, in the units of the joined log-odds.</summary>
    public Evidence Join(Evidence first)
    {
        if (Read is null)
        {
            return first;
        }

        var share = FirstShare;
        return Evidence.Strongest([Read, .. first.Items.Select(item => item with { Weight = share * item.Weight })]);
    }
}
