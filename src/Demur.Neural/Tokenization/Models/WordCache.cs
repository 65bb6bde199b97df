using System.Collections.Concurrent;

namespace Demur.Neural.Tokenization.Models;

/// <summary>Remembers the tokens of short pieces, which repeat; bounded, and safe for concurrent use.</summary>
internal sealed class WordCache
{
    private const int LongestWord = 48;
    private const int Capacity = 60_000;
    private readonly ConcurrentDictionary<string, TokenPart[]> _words = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, TokenPart[]>.AlternateLookup<ReadOnlySpan<char>> _bySpan;
    private int _count;

    public WordCache() => _bySpan = _words.GetAlternateLookup<ReadOnlySpan<char>>();

    public bool TryAppend(ReadOnlySpan<char> word, List<TokenPart> tokens)
    {
        if (word.Length > LongestWord || !_bySpan.TryGetValue(word, out var known))
        {
            return false;
        }

        tokens.AddRange(known.AsSpan());
        return true;
    }

    /// <summary>Remembers what was appended for a word since a place in the list.</summary>
    public void Remember(ReadOnlySpan<char> word, List<TokenPart> tokens, int from)
    {
        if (word.Length <= LongestWord && Volatile.Read(ref _count) < Capacity && _bySpan.TryAdd(word, [.. tokens[from..]]))
        {
            Interlocked.Increment(ref _count);
        }
    }
}
