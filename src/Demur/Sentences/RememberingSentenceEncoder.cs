using System.Collections.Concurrent;

namespace Demur.Sentences;

/// <summary>
/// Encodes every text once: learning reads the same texts fold after fold, and an encoder is by far the slowest of features. Keeps all vectors for
/// as long as it lives (2 KB a text at 512 numbers); safe for concurrent use.
/// </summary>
/// <param name="inner">The encoder; stays the caller's.</param>
public sealed class RememberingSentenceEncoder(ISentenceEncoder inner) : ISentenceEncoder
{
    private readonly ConcurrentDictionary<string, float[]> _rows = new(StringComparer.Ordinal);

    /// <summary>The encoder that does the work.</summary>
    public ISentenceEncoder Inner { get; } = inner;

    /// <inheritdoc/>
    public string Id => Inner.Id;

    /// <inheritdoc/>
    public int Dimension => Inner.Dimension;

    /// <inheritdoc/>
    public IReadOnlyList<float[]> Encode(IReadOnlyList<string> texts, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(texts);
        var missing = texts.Where(text => !_rows.ContainsKey(text)).Distinct(StringComparer.Ordinal).ToArray();
        if (missing.Length > 0)
        {
            foreach (var (text, row) in missing.Zip(Inner.Encode(missing, cancellationToken)))
            {
                _rows.TryAdd(text, row);
            }
        }

        return [.. texts.Select(text => _rows[text])];
    }
}
