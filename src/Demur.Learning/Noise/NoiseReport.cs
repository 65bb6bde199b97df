namespace Demur.Learning.Noise;

/// <summary>The rows whose labels may be wrong, most doubtful first. Many suspects are innocent: review them before you drop or change what matters.</summary>
/// <param name="Data">The texts and labels that were searched.</param>
/// <param name="Strategy">How they were searched, for people.</param>
/// <param name="Suspects">The suspects by falling doubt, equal ones by row.</param>
/// <param name="Profile">How well each class is told from the others, out of fold, at the first seed.</param>
public sealed record NoiseReport(LabelledTexts Data, string Strategy, IReadOnlyList<NoiseSuspect> Suspects, ConfusionProfile Profile)
{
    /// <summary>Carries the suggestions out.</summary>
    /// <param name="action">What to do with suspects.</param>
    /// <returns>The data without suspects, or with their suggested labels; suspects without a suggestion are dropped by <see cref="NoiseAction.Relabel"/> too.</returns>
    /// <exception cref="DemurException">Nothing would be left.</exception>
    public CleanedTexts Apply(NoiseAction action)
    {
        var suspects = Suspects.ToDictionary(suspect => suspect.Row, suspect => suspect.Suggestion);
        return action == NoiseAction.Review
            ? CleanedTexts.Of(Data, new Dictionary<int, string?>())
            : CleanedTexts.Of(Data, suspects.ToDictionary(pair => pair.Key, pair => action == NoiseAction.Relabel ? pair.Value : null));
    }
}
