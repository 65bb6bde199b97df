using Demur.Sentences;

namespace Demur.Testing;

/// <summary>A sentence encoder that a test makes up: a function of the text. Counts what it was asked.</summary>
public sealed class FakeSentenceEncoder(string id, int dimension, Func<string, float[]> encode) : ISentenceEncoder
{
    private int _asked;

    public string Id => id;

    public int Dimension => dimension;

    /// <summary>How many texts were encoded so far.</summary>
    public int Asked => _asked;

    /// <summary>An encoder that sees one thing in a text: whether it holds one of some words.</summary>
    public static FakeSentenceEncoder Of(params string[] words) =>
        new("fake", 2, text => words.Any(word => text.Contains(word, StringComparison.Ordinal)) ? [1, 0] : [0, 1]);

    public IReadOnlyList<float[]> Encode(IReadOnlyList<string> texts, CancellationToken cancellationToken = default)
    {
        Interlocked.Add(ref _asked, texts.Count);
        return [.. texts.Select(encode)];
    }
}
