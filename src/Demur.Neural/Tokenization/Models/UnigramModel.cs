using System.Text.Json;
using Demur.Neural.Tokenization.Internal;

namespace Demur.Neural.Tokenization.Models;

/// <summary>A unigram language model: of all ways to cut a piece into tokens, the most probable one (Kudo 2018), found by Viterbi's algorithm.</summary>
internal sealed class UnigramModel : ITokenModel
{
    // What an unknown character costs beyond the least probable token; SentencePiece's constant.
    private const double UnknownPenalty = 10;
    private readonly double[] _scores;
    private readonly int _unknown;
    private readonly int[]? _bytes;
    private readonly double _unknownScore;
    private readonly PairMap _children;
    private readonly List<int> _tokenAt = [-1];
    private readonly WordCache _cache = new();

    public UnigramModel(Vocabulary vocabulary, double[] scores, int unknownId, bool byteFallback)
    {
        Vocabulary = vocabulary;
        _scores = scores;
        _unknown = unknownId;
        ByteFallback = byteFallback;
        _bytes = byteFallback && vocabulary.TryByteTokens(out var bytes) ? bytes : null;
        _unknownScore = (scores.Length == 0 ? 0 : scores.Min()) - UnknownPenalty;
        _children = new PairMap(vocabulary.Count * 4);
        foreach (var (text, id) in vocabulary.Ordinary.Where(token => token.Value != unknownId))
        {
            Insert(text, id);
        }
    }

    public TokenizerModelKind Kind => TokenizerModelKind.Unigram;

    public Vocabulary Vocabulary { get; }

    public IReadOnlyList<double> Scores => _scores;

    public int UnknownId => _unknown;

    public bool ByteFallback { get; }

    public void Tokenize(ReadOnlySpan<char> piece, List<TokenPart> tokens)
    {
        if (piece.IsEmpty || _cache.TryAppend(piece, tokens))
        {
            return;
        }

        var first = tokens.Count;
        var best = new Step[piece.Length + 1];
        FindBest(piece, best);
        Trace(piece, best, tokens);
        tokens.Reverse(first, tokens.Count - first);
        _cache.Remember(piece, tokens, first);
    }

    public void Write(Utf8JsonWriter writer)
    {
        writer.WriteString("type", "Unigram");
        if (_unknown >= 0)
        {
            writer.WriteNumber("unk_id", _unknown);
        }
        else
        {
            writer.WriteNull("unk_id");
        }

        writer.WriteStartArray("vocab");
        for (var id = 0; id < _scores.Length; id++)
        {
            writer.WriteStartArray();
            writer.WriteStringValue(Vocabulary.TextOf(id) ?? "");
            writer.WriteNumberValue(_scores[id]);
            writer.WriteEndArray();
        }

        writer.WriteEndArray();
        writer.WriteBoolean("byte_fallback", ByteFallback);
    }

    private void Insert(string text, int id)
    {
        var node = 0;
        foreach (var character in text)
        {
            var child = _children.Find(node, character);
            if (child < 0)
            {
                child = _tokenAt.Count;
                _tokenAt.Add(-1);
                _children.TryAdd(node, character, child);
            }

            node = child;
        }

        if (node != 0)
        {
            _tokenAt[node] = id;
        }
    }

    private void FindBest(ReadOnlySpan<char> piece, Step[] best)
    {
        for (var start = 0; start < piece.Length;)
        {
            Characters.At(piece, start, out var width);
            var score = best[start].Score;
            var single = false;
            var node = 0;
            for (var end = start; end < piece.Length && (node = _children.Find(node, piece[end])) >= 0;)
            {
                end++;
                if (_tokenAt[node] is >= 0 and var id)
                {
                    Offer(ref best[end], score + _scores[id], start, id);
                    single |= end == start + width;
                }
            }

            if (!single)
            {
                Offer(ref best[start + width], score + _unknownScore, start, -1);
            }

            start += width;
        }
    }

    private static void Offer(ref Step step, double score, int start, int id)
    {
        if (!step.Reached || score > step.Score)
        {
            step = new Step(true, score, start, id);
        }
    }

    /// <summary>Walks back from the end; unknown characters beside each other are one token.</summary>
    private void Trace(ReadOnlySpan<char> piece, Step[] best, List<TokenPart> tokens)
    {
        for (var end = piece.Length; end > 0;)
        {
            var start = best[end].Start;
            var id = best[end].Id;
            if (id >= 0 && id != _unknown)
            {
                tokens.Add(new TokenPart(id, start, end));
            }
            else
            {
                while (start > 0 && (best[start].Id < 0 || best[start].Id == _unknown))
                {
                    start = best[start].Start;
                }

                AddUnknown(piece, start, end, tokens);
            }

            end = start;
        }
    }

    private void AddUnknown(ReadOnlySpan<char> piece, int start, int end, List<TokenPart> tokens)
    {
        if (_bytes is null)
        {
            tokens.Add(new TokenPart(_unknown >= 0 ? _unknown : throw new DemurException($"The tokenizer cannot write '{piece[start..end]}': its vocabulary has no token for unknown text."), start, end));
            return;
        }

        Span<byte> bytes = stackalloc byte[4];
        while (end > start)
        {
            var width = end - start > 1 && char.IsLowSurrogate(piece[end - 1]) && char.IsHighSurrogate(piece[end - 2]) ? 2 : 1;
            var count = Characters.At(piece, end - width, out _).EncodeToUtf8(bytes);
            for (var i = count - 1; i >= 0; i--)
            {
                tokens.Add(new TokenPart(_bytes[bytes[i]], end - width, end));
            }

            end -= width;
        }
    }

    private readonly record struct Step(bool Reached, double Score, int Start, int Id);
}
