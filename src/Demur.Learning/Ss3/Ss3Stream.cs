namespace Demur.Learning.Ss3;

/// <summary>
/// Classifies a growing text, such as one user's posts, without reading anything twice: after every post its confidences equal, to the last bit, those of
/// all posts so far classified at once, joined by line breaks. Not thread-safe; one object a stream.
/// </summary>
[System.Diagnostics.CodeAnalysis.SuppressMessage("Naming", "CA1711:Identifiers should not have incorrect suffix", Justification = "A stream of posts is the paper's own word; it is no byte stream.")]
public sealed class Ss3Stream
{
    private readonly Ss3Model _model;
    private readonly Ss3Workspace _workspace = new();
    private readonly double[] _total;
    private int _paragraphs;

    internal Ss3Stream(Ss3Model model)
    {
        _model = model;
        _total = new double[model.Categories.Count];
    }

    /// <summary>The number of posts read.</summary>
    public int PostCount { get; private set; }

    /// <summary>The confidences after the last post; all 0 before the first.</summary>
    public ConfidenceVector Current => new(_model.Categories, [.. _total]);

    /// <summary>Reads one more post.</summary>
    /// <param name="post">The post; it ends the paragraph before it.</param>
    /// <returns>The confidences of all posts so far.</returns>
    public ConfidenceVector Append(ReadOnlySpan<char> post)
    {
        _paragraphs = _model.Accumulate(post, _total, _paragraphs, _workspace);
        PostCount++;
        return Current;
    }
}
