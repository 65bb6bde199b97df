using System.Text;
using System.Text.Json;
using Demur.Neural.Tokenization.Internal;

namespace Demur.Neural.Tokenization.Models;

/// <summary>Byte-pair encoding: a piece's characters merge in the order that training found (Sennrich and others 2016).</summary>
internal sealed class BpeModel : ITokenModel
{
    [ThreadStatic]
    private static BpeWord? _word;

    private readonly BpeOptions _options;
    private readonly MergeTable _merges;
    private readonly int[] _basic = new int[0x3000];
    private readonly int[]? _bytes;
    private readonly int _unknown;
    private readonly WordCache _cache = new();

    public BpeModel(Vocabulary vocabulary, MergeTable merges, BpeOptions options)
    {
        Vocabulary = vocabulary;
        _merges = merges;
        _options = options;
        _unknown = options.UnknownToken is null ? -1 : vocabulary.IdOf(options.UnknownToken);
        _bytes = options.ByteFallback && vocabulary.TryByteTokens(out var bytes) ? bytes : null;
        for (var code = 0; code < _basic.Length; code++)
        {
            _basic[code] = vocabulary.Find([(char)code]);
        }
    }

    public TokenizerModelKind Kind => TokenizerModelKind.Bpe;

    public Vocabulary Vocabulary { get; }

    public MergeTable Merges => _merges;

    public BpeOptions Options => _options;

    public void Tokenize(ReadOnlySpan<char> piece, List<TokenPart> tokens)
    {
        if (piece.IsEmpty || _cache.TryAppend(piece, tokens))
        {
            return;
        }

        var first = tokens.Count;
        if (_options.IgnoreMerges && Vocabulary.Find(piece) is >= 0 and var whole)
        {
            tokens.Add(new TokenPart(whole, 0, piece.Length));
        }
        else
        {
            var word = _word ??= new BpeWord();
            word.Clear();
            Spell(piece, word);
            word.Merge(_merges, tokens);
        }

        _cache.Remember(piece, tokens, first);
    }

    public void Write(Utf8JsonWriter writer)
    {
        writer.WriteString("type", "BPE");
        writer.WriteNull("dropout");
        writer.WriteString("unk_token", _options.UnknownToken);
        writer.WriteString("continuing_subword_prefix", _options.ContinuingPrefix.Length > 0 ? _options.ContinuingPrefix : null);
        writer.WriteString("end_of_word_suffix", _options.EndSuffix.Length > 0 ? _options.EndSuffix : null);
        writer.WriteBoolean("fuse_unk", _options.FuseUnknown);
        writer.WriteBoolean("byte_fallback", _options.ByteFallback);
        writer.WriteBoolean("ignore_merges", _options.IgnoreMerges);
        Vocabulary.Write(writer);
        _merges.Write(writer, Vocabulary);
    }

    /// <summary>Splits a piece into the symbols of single characters; what has none falls back to bytes or to the unknown token.</summary>
    private void Spell(ReadOnlySpan<char> piece, BpeWord word)
    {
        var unknownFrom = -1;
        for (var i = 0; i < piece.Length;)
        {
            var rune = Characters.At(piece, i, out var width);
            var id = SymbolOf(piece, i, width, rune);
            if (unknownFrom >= 0 && (id >= 0 || !_options.FuseUnknown || _bytes is not null))
            {
                word.Add(_unknown, unknownFrom, i);
                unknownFrom = -1;
            }

            if (id >= 0)
            {
                word.Add(id, i, i + width);
            }
            else if (_bytes is not null)
            {
                SpellBytes(rune, i, width, word);
            }
            else if (_unknown >= 0 && unknownFrom < 0)
            {
                unknownFrom = i;
            }

            i += width;
        }

        if (unknownFrom >= 0)
        {
            word.Add(_unknown, unknownFrom, piece.Length);
        }
    }

    private int SymbolOf(ReadOnlySpan<char> piece, int start, int width, Rune rune)
    {
        var prefix = start > 0 ? _options.ContinuingPrefix : "";
        var suffix = start + width == piece.Length ? _options.EndSuffix : "";
        if (prefix.Length > 0 || suffix.Length > 0)
        {
            return Vocabulary.Find(string.Concat(prefix, piece.Slice(start, width), suffix).AsSpan());
        }

        return rune.Value < _basic.Length ? _basic[rune.Value]
            : width == 1 && char.IsSurrogate(piece[start]) ? Vocabulary.Find(['\uFFFD'])
            : Vocabulary.Find(piece.Slice(start, width));
    }

    private void SpellBytes(Rune rune, int start, int width, BpeWord word)
    {
        Span<byte> bytes = stackalloc byte[4];
        var count = rune.EncodeToUtf8(bytes);
        foreach (var value in bytes[..count])
        {
            // Every byte stands for the whole character: half a character has no place in the text.
            word.Add(_bytes![value], start, start + width);
        }
    }
}
