using Demur.Metrics;

namespace Demur.Learning.Noise;

/// <summary>Which classes a model confuses with none and with each other: where noise is to be expected. Immutable.</summary>
/// <param name="Classes">The classes in the order of the matrix.</param>
public sealed record ConfusionProfile(IReadOnlyList<ClassProfile> Classes)
{
    /// <summary>Reads it off a confusion matrix.</summary>
    /// <param name="matrix">True against predicted labels; out of fold, or an overfit model shows nothing.</param>
    /// <param name="noneLabel">The label for none of the classes; null when there is no such label.</param>
    /// <returns>The profile.</returns>
    public static ConfusionProfile Of(ConfusionMatrix matrix, string? noneLabel = null)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        return new ConfusionProfile([.. matrix.Labels.Select(label => Profile(matrix, label, noneLabel))]);
    }

    private static ClassProfile Profile(ConfusionMatrix matrix, string label, string? noneLabel)
    {
        var count = matrix.Class(label).Support;
        double Share(string predicted) => count == 0 ? 0 : (double)matrix.Count(label, predicted) / count;
        var rivals = matrix.Labels.Where(other => other != label && other != noneLabel && matrix.Count(label, other) > 0).ToList();
        var rival = rivals.Count == 0 ? null : rivals.MaxBy(other => matrix.Count(label, other));
        var isNone = noneLabel is null || label == noneLabel || !matrix.Labels.Contains(noneLabel);
        return new ClassProfile(label, count, Share(label), isNone ? 0 : Share(noneLabel!), rival, rival is null ? 0 : Share(rival));
    }
}
