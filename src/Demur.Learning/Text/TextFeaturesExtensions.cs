using Demur.Learning.Sparse;

namespace Demur.Learning.Text;

/// <summary>Whole collections and single texts to sparse rows that own their memory.</summary>
public static class TextFeaturesExtensions
{
    /// <summary>Turns one text into a vector of its own.</summary>
    /// <param name="features">The features.</param>
    /// <param name="text">The text.</param>
    /// <returns>The vector.</returns>
    public static SparseVector Transform(this ITextFeatures features, string text)
    {
        ArgumentNullException.ThrowIfNull(features);
        return features.Transform(text, new TextWorkspace()).ToVector();
    }

    /// <summary>Turns many texts into a matrix, on all cores; the result does not depend on their number.</summary>
    /// <param name="features">The features.</param>
    /// <param name="texts">The texts.</param>
    /// <param name="cancellationToken">Stops between texts.</param>
    /// <returns>One row for each text, in order.</returns>
    public static SparseMatrix TransformAll(this ITextFeatures features, IReadOnlyList<string> texts, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(features);
        ArgumentNullException.ThrowIfNull(texts);
        var rows = new SparseVector[texts.Count];
        Parallel.For(
            0,
            texts.Count,
            Cores.All(cancellationToken),
            () => new TextWorkspace(),
            (i, _, workspace) =>
            {
                rows[i] = features.Transform(texts[i], workspace).ToVector();
                return workspace;
            },
            _ => { });
        return SparseMatrix.FromRows(rows, features.FeatureCount);
    }
}
