using System.Text.Json;

namespace Demur.Neural.Tokenization.Models;

/// <summary>BERT's model: the longest known beginning, then the longest known continuation, until the word is spent.</summary>
internal sealed class WordPieceModel : ITokenModel
{
    private readonly string _unknownToken;
    private readonly string _prefix;
    private readonly int _longestWord;
    private readonly int _unknown;
    private readonly WordCache _cache = new();

    public WordPieceModel(Vocabulary vocabulary, string unknownToken, string continuingPrefix, int longestWord)
    {
        Vocabulary = vocabulary;
        _unknownToken = unknownToken;
        _prefix = continuingPrefix;
        _longestWord = longestWord;
        _unknown = vocabulary.IdOf(unknownToken);
    }

    public TokenizerModelKind Kind => TokenizerModelKind.WordPiece;

    public Vocabulary Vocabulary { get; }

    public void Tokenize(ReadOnlySpan<char> piece, List<TokenPart> tokens)
    {
        if (_cache.TryAppend(piece, tokens))
        {
            return;
        }

        var first = tokens.Count;
        if (piece.Length > _longestWord || !TryCut(piece, tokens))
        {
            tokens.RemoveRange(first, tokens.Count - first);
            tokens.Add(new TokenPart(RequireUnknown(), 0, piece.Length));
        }

        _cache.Remember(piece, tokens, first);
    }

    public void Write(Utf8JsonWriter writer)
    {
        writer.WriteString("type", "WordPiece");
        writer.WriteString("unk_token", _unknownToken);
        writer.WriteString("continuing_subword_prefix", _prefix);
        writer.WriteNumber("max_input_chars_per_word", _longestWord);
        Vocabulary.Write(writer);
    }

    private int RequireUnknown() => _unknown >= 0
        ? _unknown
        : throw new DemurException($"The tokenizer's vocabulary lacks its token for unknown words, '{_unknownToken}'.");

    private bool TryCut(ReadOnlySpan<char> piece, List<TokenPart> tokens)
    {
        Span<char> buffer = stackalloc char[256];
        for (var start = 0; start < piece.Length;)
        {
            var prefix = start > 0 ? _prefix : "";
            var longest = Math.Min(piece.Length, start + Vocabulary.LongestToken - prefix.Length);
            var end = longest;
            var id = -1;
            for (; end > start && id < 0; end--)
            {
                var part = piece[start..end];
                id = prefix.Length == 0 ? Vocabulary.Find(part)
                    : prefix.Length + part.Length <= buffer.Length ? Vocabulary.Find(Join(prefix, part, buffer))
                    : Vocabulary.Find(string.Concat(prefix, part).AsSpan());
            }

            if (id < 0)
            {
                return false;
            }

            tokens.Add(new TokenPart(id, start, end + 1));
            start = end + 1;
        }

        return true;
    }

    private static ReadOnlySpan<char> Join(string prefix, ReadOnlySpan<char> part, Span<char> buffer)
    {
        prefix.CopyTo(buffer);
        part.CopyTo(buffer[prefix.Length..]);
        return buffer[..(prefix.Length + part.Length)];
    }
}
