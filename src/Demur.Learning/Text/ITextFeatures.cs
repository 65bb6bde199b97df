using Demur.Decisions;
using Demur.Learning.Sparse;

namespace Demur.Learning.Text;

/// <summary>Turns texts into sparse rows. Implementations are immutable and safe to use from many threads, each with a workspace of its own.</summary>
public interface ITextFeatures
{
    /// <summary>The number of features: the width of every row.</summary>
    int FeatureCount { get; }

    /// <summary>Turns one text into a row without allocating in the steady state.</summary>
    /// <param name="text">The text.</param>
    /// <param name="workspace">The buffers; the row lives in them until their next use.</param>
    /// <returns>A view of the row.</returns>
    SparseRow Transform(ReadOnlySpan<char> text, TextWorkspace workspace);

    /// <summary>The readable name of a feature.</summary>
    /// <param name="feature">The feature, from 0.</param>
    /// <returns>The n-gram.</returns>
    string FeatureName(int feature);

    /// <summary>Finds where the features of a text stand in it.</summary>
    /// <param name="text">The text.</param>
    /// <returns>For each feature present, its places in order, in the original text.</returns>
    IReadOnlyDictionary<int, IReadOnlyList<TextSpan>> Locate(string text);
}
