using Demur.Neural.Tokenization.Decoders;
using Demur.Neural.Tokenization.Internal;
using Demur.Neural.Tokenization.Models;
using Demur.Neural.Tokenization.Pretokenizers;

namespace Demur.Neural.Tokenization;

/// <summary>Trains a byte-level byte-pair tokenizer: every text can be written, and the most frequent neighbours become tokens (Sennrich and others 2016; Radford and others 2019).</summary>
/// <remarks>Words are cut as GPT-2 cuts them. Among equally frequent pairs the one with the lower token numbers merges first, so that a corpus has one result.</remarks>
/// <param name="options">The size and the special tokens.</param>
public sealed class ByteLevelBpeLearner(ByteLevelBpeOptions options)
{
    /// <summary>Trains on a corpus.</summary>
    /// <param name="texts">The texts; their order does not matter.</param>
    /// <param name="cancellationToken">Stops the training between merges.</param>
    /// <returns>The tokenizer.</returns>
    /// <exception cref="DemurException">The size has no room for the special tokens and the 256 bytes, or a special token is empty or repeated.</exception>
    public Tokenizer Fit(IEnumerable<string> texts, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(texts);
        var tokens = FirstTokens();
        var pretokenizer = new ByteLevelPretokenizer(addPrefixSpace: false, useRegex: true, trimOffsets: true);
        var corpus = new MergeCorpus(CountWords(texts, pretokenizer), tokens.ToDictionary(token => token, tokens.IndexOf, StringComparer.Ordinal));
        var merges = new List<(int, int, int, int)>();
        var known = new HashSet<string>(tokens, StringComparer.Ordinal);
        while (tokens.Count < options.VocabularySize && corpus.TryTakeBest(options.MinimumCount, out var pair))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var merged = tokens[pair.Left] + tokens[pair.Right];
            var id = known.Add(merged) ? tokens.Count : tokens.IndexOf(merged);
            if (id == tokens.Count)
            {
                tokens.Add(merged);
            }

            merges.Add((pair.Left, pair.Right, id, merges.Count));
            corpus.Merge(pair, id);
        }

        var vocabulary = Vocabulary.FromList(tokens, Enumerable.Range(0, options.SpecialTokens.Count), "trained tokenizer");
        return new Tokenizer(new TokenizerSpec(new BpeModel(vocabulary, new MergeTable(merges), new BpeOptions()), "trained tokenizer")
        {
            AddedTokens = [.. options.SpecialTokens.Select((content, id) => new AddedToken(id, content))],
            Pretokenizer = pretokenizer,
            Decoder = DecoderFormat.ByteLevel(),
        });
    }

    private static Dictionary<string, long> CountWords(IEnumerable<string> texts, ByteLevelPretokenizer pretokenizer)
    {
        var counts = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var text in texts)
        {
            var pieces = new PieceList(new AlignedText(text, 0));
            pretokenizer.Split(pieces);
            foreach (var piece in pieces.Pieces)
            {
                var word = pieces.Text.Text.Substring(piece.Start, piece.Length);
                counts[word] = counts.GetValueOrDefault(word) + 1;
            }
        }

        return counts;
    }

    private List<string> FirstTokens()
    {
        var tokens = options.SpecialTokens.ToList();
        if (tokens.Distinct(StringComparer.Ordinal).Count() != tokens.Count || tokens.Contains("", StringComparer.Ordinal))
        {
            throw new DemurException("The special tokens of a tokenizer must be different from each other and not empty.");
        }

        if (options.VocabularySize < tokens.Count + 256 || options.MinimumCount < 1)
        {
            throw new DemurException(
                $"A byte-level tokenizer of {options.VocabularySize} tokens with a minimum count of {options.MinimumCount} cannot be trained; it needs 256 bytes and {tokens.Count} special tokens, and a count of at least 1.");
        }

        tokens.AddRange(Enumerable.Range(0, 256).Select(value => ByteAlphabet.CharacterOf((byte)value).ToString()).Order(StringComparer.Ordinal));
        return tokens;
    }
}
