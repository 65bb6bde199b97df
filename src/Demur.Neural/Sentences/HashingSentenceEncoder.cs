using System.Runtime.InteropServices;
using Demur.Neural.Sentences.Internal;
using Demur.Sentences;

namespace Demur.Neural.Sentences;

/// <summary>
/// Encodes texts without any model: words, pairs of words and pieces of words are hashed to signed places of a vector (Weinberger et al., "Feature
/// Hashing for Large Scale Multitask Learning", 2009), each counted by one plus the logarithm of its number. Alike means alike in wording here, not in meaning.
/// </summary>
public sealed class HashingSentenceEncoder : ISentenceEncoder
{
    private const int ShortestPiece = 3;
    private const int LongestPiece = 5;

    /// <summary>Creates an encoder.</summary>
    /// <param name="dimension">The length of the vectors; 512 by default. Longer ones have fewer collisions.</param>
    /// <exception cref="ArgumentOutOfRangeException">The dimension is not positive.</exception>
    public HashingSentenceEncoder(int dimension = 512)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(dimension);
        Dimension = dimension;
    }

    /// <inheritdoc/>
    public string Id => $"hashing-{Dimension}";

    /// <inheritdoc/>
    public int Dimension { get; }

    /// <inheritdoc/>
    public IReadOnlyList<float[]> Encode(IReadOnlyList<string> texts, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(texts);
        var rows = new float[texts.Count][];
        for (var index = 0; index < rows.Length; index++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            rows[index] = Encode(texts[index]);
        }

        return rows;
    }

    private float[] Encode(string text)
    {
        var counts = new Dictionary<ulong, int>();
        var words = Words(text);
        for (var index = 0; index < words.Count; index++)
        {
            Count(counts, words[index], seed: 1);
            if (index > 0)
            {
                Count(counts, $"{words[index - 1]} {words[index]}", seed: 2);
            }

            CountPieces(counts, $"<{words[index]}>");
        }

        var row = new float[Dimension];
        foreach (var (hash, count) in counts)
        {
            row[(int)((hash >> 1) % (ulong)Dimension)] += ((hash & 1) == 0 ? 1 : -1) * (1 + MathF.Log(count));
        }

        UnitLength.Scale(row);
        return row;
    }

    private static List<string> Words(string text)
    {
        var words = new List<string>();
        var start = -1;
        for (var index = 0; index <= text.Length; index++)
        {
            var inWord = index < text.Length && (char.IsLetterOrDigit(text[index]) || char.IsSurrogate(text[index]));
            if (inWord && start < 0)
            {
                start = index;
            }
            else if (!inWord && start >= 0)
            {
                words.Add(text[start..index].ToLowerInvariant());
                start = -1;
            }
        }

        return words;
    }

    private static void CountPieces(Dictionary<ulong, int> counts, string word)
    {
        for (var length = ShortestPiece; length <= Math.Min(LongestPiece, word.Length - 1); length++)
        {
            for (var start = 0; start + length <= word.Length; start++)
            {
                Count(counts, word.AsSpan(start, length), seed: 3);
            }
        }
    }

    private static void Count(Dictionary<ulong, int> counts, ReadOnlySpan<char> feature, ulong seed) =>
        CollectionsMarshal.GetValueRefOrAddDefault(counts, FeatureHash.Of(feature, seed), out _)++;
}
