namespace Demur.Learning.Text.Internal;

/// <summary>Takes the n-grams of one text, one call each. Implemented by structs, so that the analyzer's loops call them without indirection.</summary>
internal interface INgramSink
{
    /// <summary>Takes one n-gram.</summary>
    /// <param name="ngram">Its characters; valid during the call.</param>
    /// <param name="hash">Its hash.</param>
    /// <param name="start">Where it starts in the workspace's folded text.</param>
    void Add(ReadOnlySpan<char> ngram, ulong hash, int start);
}
