namespace Demur.Audit.Labelling;

/// <summary>What every labeller's recalibration demands of its answers.</summary>
internal static class Recalibration
{
    /// <summary>Refuses samples that say nothing about a threshold.</summary>
    /// <param name="answers">The labelled answers.</param>
    /// <exception cref="DemurException">A class is missing.</exception>
    public static void Check(IReadOnlyList<LabelledResponse> answers)
    {
        ArgumentNullException.ThrowIfNull(answers);
        var refusals = answers.Count(answer => answer.IsRefusal);
        if (refusals == 0 || refusals == answers.Count)
        {
            throw new DemurException($"Recalibration has {refusals} refusals among {answers.Count} answers; it needs answers of both kinds, 20 to 50 in all.");
        }
    }
}
