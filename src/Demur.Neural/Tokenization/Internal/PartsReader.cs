using Demur.Neural.Tokenization.Decoders;
using Demur.Neural.Tokenization.Models;
using Demur.Neural.Tokenization.Normalizers;
using Demur.Neural.Tokenization.Pretokenizers;

namespace Demur.Neural.Tokenization.Internal;

/// <summary>Turns plain lists into a tokenizer's parts and back.</summary>
internal static class PartsReader
{
    private static readonly Dictionary<string, string> PieceRules = new(StringComparer.Ordinal)
    {
        ["gpt-2"] = KnownPatterns.Gpt2,
        ["default"] = KnownPatterns.Gpt2,
        ["llama-bpe"] = KnownPatterns.Llama3,
        ["llama3"] = KnownPatterns.Llama3,
        ["qwen2"] = KnownPatterns.Qwen2,
    };

    public static TokenizerSpec Read(TokenizerParts parts, string name)
    {
        Check(parts, name);
        var special = Special(parts);
        var vocabulary = Vocabulary.FromList(parts.Tokens, special, name);
        var spec = parts.Kind switch
        {
            TokenizerModelKind.Bpe when parts.Merges.Count > 0 => ByteLevel(parts, vocabulary, name),
            TokenizerModelKind.Bpe or TokenizerModelKind.Unigram => SentencePiece(parts, vocabulary, name),
            TokenizerModelKind.WordLevel => new TokenizerSpec(new WordLevelModel(vocabulary, Text(parts, parts.UnknownId)), name)
            {
                Pretokenizer = CharacterPretokenizer.WhiteSpace(),
            },
            _ => WordPiece(parts, special, name),
        };
        return spec with { AddedTokens = Added(parts), Frame = new TokenFrame(Framed(parts.BeginId, parts.AddBegin), Framed(parts.EndId, parts.AddEnd)) };
    }

    public static TokenizerParts Write(Tokenizer tokenizer)
    {
        var (spec, size) = (tokenizer.Spec, tokenizer.VocabularySize);
        var bpe = spec.Model as BpeModel;
        var unigram = spec.Model as UnigramModel;
        var unknown = unigram?.UnknownId is >= 0 and var id ? id
            : bpe?.Options.UnknownToken is { } text ? tokenizer.TokenId(text)
            : tokenizer.TokenId("<unk>") ?? tokenizer.TokenId("[UNK]");
        return new TokenizerParts
        {
            Kind = spec.Model.Kind,
            Tokens = [.. Enumerable.Range(0, size).Select(token => tokenizer.TokenText(token) ?? $"[unused{token}]")],
            Types = [.. Enumerable.Range(0, size).Select(token => TypeOf(tokenizer, token, unknown))],
            Scores = unigram is null ? [] : [.. unigram.Scores.Select(score => (float)score).Concat(Enumerable.Repeat(0f, size)).Take(size)],
            Merges = bpe is null ? [] : [.. bpe.Merges.Pairs.Select(pair => $"{bpe.Vocabulary.TextOf(pair.Left)} {bpe.Vocabulary.TextOf(pair.Right)}")],
            PieceRule = RuleOf(spec.Pretokenizer),
            BeginId = spec.Frame.Before.Count > 0 ? spec.Frame.Before[0] : null,
            EndId = spec.Frame.After.Count > 0 ? spec.Frame.After[^1] : null,
            UnknownId = unknown,
            AddBegin = spec.Frame.Before.Count > 0,
            AddEnd = spec.Frame.After.Count > 0,
        };
    }

    private static TokenizerSpec ByteLevel(TokenizerParts parts, Vocabulary vocabulary, string name)
    {
        var pattern = PieceRules.GetValueOrDefault(parts.PieceRule) ?? throw Names.Unknown($"piece rule in {name}", parts.PieceRule, PieceRules.Keys);
        var merges = MergeTable.FromTexts(parts.Merges.Select((merge, index) => Pair(merge, index, name)), vocabulary, "", name);
        var whole = pattern == KnownPatterns.Llama3;
        return new TokenizerSpec(new BpeModel(vocabulary, merges, new BpeOptions { IgnoreMerges = whole }), name)
        {
            Normalizer = pattern == KnownPatterns.Qwen2 ? new UnicodeNormalizer(UnicodeForm.Nfc) : null,
            Pretokenizer = pattern == KnownPatterns.Gpt2
                ? new ByteLevelPretokenizer(addPrefixSpace: false, useRegex: true, trimOffsets: true)
                : new PretokenizerSequence(
                [
                    new SplitPretokenizer(TextPattern.OfRegex(pattern, name), SplitBehavior.Isolated, invert: false),
                    new ByteLevelPretokenizer(addPrefixSpace: false, useRegex: false, trimOffsets: true),
                ]),
            Decoder = DecoderFormat.ByteLevel(),
        };
    }

    private static TokenizerSpec SentencePiece(TokenizerParts parts, Vocabulary vocabulary, string name)
    {
        if (parts.Scores.Count != parts.Tokens.Count)
        {
            throw new DemurException($"{name}: {parts.Tokens.Count} tokens with {parts.Scores.Count} scores and no merges; a tokenizer of this kind needs a score for each token.");
        }

        double[] scores = [.. parts.Scores.Select(score => (double)score)];
        ITokenModel model = parts.Kind == TokenizerModelKind.Unigram
            ? new UnigramModel(vocabulary, scores, parts.UnknownId ?? -1, byteFallback: true)
            : new BpeModel(vocabulary, MergeTable.FromScores(vocabulary, scores), new BpeOptions { ByteFallback = true, FuseUnknown = true, UnknownToken = Text(parts, parts.UnknownId) });
        List<ITextNormalizer> signs = [new ReplaceNormalizer(TextPattern.OfText(" "), "\u2581")];
        if (parts.AddSpacePrefix)
        {
            signs.Insert(0, new PrependNormalizer("\u2581"));
        }

        return new TokenizerSpec(model, name)
        {
            Normalizer = new NormalizerSequence(signs),
            Pretokenizer = parts.Kind == TokenizerModelKind.Unigram ? new MetaspacePretokenizer('\u2581', PrependScheme.Never, split: true) : null,
            Decoder = DecoderFormat.SentencePiece(parts.AddSpacePrefix),
        };
    }

    private static TokenizerSpec WordPiece(TokenizerParts parts, IReadOnlyList<int> special, string name)
    {
        // GGUF turns the signs around: a word's beginning carries U+2581, a continuation nothing.
        var turned = parts.Tokens.Any(token => token.StartsWith('\u2581'));
        var tokens = !turned ? parts.Tokens : [.. parts.Tokens.Select((token, id) => IsControl(parts, id) ? token : token.StartsWith('\u2581') ? token[1..] : "##" + token)];
        var model = new WordPieceModel(Vocabulary.FromList(tokens, special, name), Text(parts, parts.UnknownId) ?? "[UNK]", "##", 100);
        return new TokenizerSpec(model, name)
        {
            Normalizer = new BertNormalizer(cleanText: true, spaceIdeographs: true, stripAccents: null, lowercase: true),
            Pretokenizer = new BertPretokenizer(),
            Decoder = DecoderFormat.WordPiece("##", cleanup: true),
        };
    }

    private static bool IsControl(TokenizerParts parts, int id) => id < parts.Types.Count && parts.Types[id] is TokenType.Control or TokenType.Unknown;

    private static List<int> Special(TokenizerParts parts) => [.. Enumerable.Range(0, parts.Types.Count).Where(id => parts.Types[id] == TokenType.Control)];

    private static void Check(TokenizerParts parts, string name)
    {
        if (parts.Types.Count > 0 && parts.Types.Count != parts.Tokens.Count)
        {
            throw new DemurException($"{name}: {parts.Tokens.Count} tokens with {parts.Types.Count} types; expected one for each.");
        }

        foreach (var id in (int?[])[parts.BeginId, parts.EndId, parts.UnknownId])
        {
            if (id is { } number && (uint)number >= (uint)parts.Tokens.Count)
            {
                throw new DemurException($"{name}: token {number} is named as a special one, but there are {parts.Tokens.Count} tokens.");
            }
        }

        if (parts.Scores.Any(score => !float.IsFinite(score)))
        {
            throw new DemurException($"{name}: a token's score is not a finite number.");
        }
    }

    private static string? Text(TokenizerParts parts, int? id) => id is { } number ? parts.Tokens[number] : null;

    private static IReadOnlyList<int> Framed(int? id, bool add) => add && id is { } number ? [number] : [];

    private static AddedToken[] Added(TokenizerParts parts) => [.. parts.Types
        .Select((type, id) => (type, id))
        .Where(token => token.type is TokenType.Control or TokenType.UserDefined && parts.Tokens[token.id].Length > 0)
        .Select(token => new AddedToken(token.id, parts.Tokens[token.id], token.type == TokenType.Control))];

    private static (string Left, string Right) Pair(string merge, int index, string name)
    {
        var space = merge.IndexOf(' ', 1);
        return space > 0 && space < merge.Length - 1
            ? (merge[..space], merge[(space + 1)..])
            : throw new DemurException($"{name}: merge {index + 1} is '{merge}'; expected two tokens with a space between them.");
    }

    private static TokenType TypeOf(Tokenizer tokenizer, int id, int? unknown)
    {
        var added = tokenizer.Added.Find(id);
        return id == unknown ? TokenType.Unknown
            : added is not null ? added.IsSpecial ? TokenType.Control : TokenType.UserDefined
            : tokenizer.Vocabulary.TextOf(id) is not { } text ? TokenType.Unused
            : text.Length == 6 && text.StartsWith("<0x", StringComparison.Ordinal) && text[5] == '>' ? TokenType.Byte
            : TokenType.Normal;
    }

    private static string RuleOf(IPretokenizer? pretokenizer) => pretokenizer is PretokenizerSequence sequence && sequence.Source is { } source
        ? PieceRules.FirstOrDefault(rule => rule.Value == source && rule.Key != "default").Key ?? "default"
        : "gpt-2";
}
