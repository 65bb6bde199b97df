using Demur.Neural.Tokenization;

namespace Demur.Neural.Checkpoints.Gguf.Internal;

/// <summary>Turns a tokenizer into the parts of a GGUF file and back.</summary>
internal static class GgufTokenizerParts
{
    private const char WordStart = '\u2581';
    private const string Continuation = "##";

    internal static GgufTokenizer From(Tokenizer tokenizer, TokenizerConfig? config)
    {
        var parts = tokenizer.ToParts();
        var stated = parts.Kind switch
        {
            TokenizerModelKind.Bpe when parts.Types.Contains(TokenType.Byte) => new GgufTokenizer { Model = "llama", Tokens = parts.Tokens, Scores = Scores(parts), AddSpacePrefix = parts.AddSpacePrefix },
            TokenizerModelKind.Bpe => new GgufTokenizer { Model = "gpt2", PreTokenizer = Rule(parts), Tokens = parts.Tokens, Merges = parts.Merges },
            TokenizerModelKind.WordLevel or TokenizerModelKind.WordPiece => new GgufTokenizer { Model = "bert", Tokens = Turned(parts) },
            _ => throw new DemurException($"A tokenizer of the kind {parts.Kind} is not written to GGUF files; byte-pair, word-level and WordPiece tokenizers are."),
        };
        return stated with
        {
            Types = parts.Types,
            BosId = Id(tokenizer, config?.BeginToken) ?? parts.BeginId,
            EosId = Id(tokenizer, config?.EndToken) ?? parts.EndId,
            UnknownId = Id(tokenizer, config?.UnknownToken) ?? parts.UnknownId,
            PadId = Id(tokenizer, config?.PaddingToken),
            AddBos = config?.AddBeginToken ?? parts.AddBegin,
            AddEos = config?.AddEndToken ?? parts.AddEnd,
            ChatTemplate = config?.ChatTemplate,
        };
    }

    internal static Tokenizer Build(GgufTokenizer stated, string name)
    {
        // What llama.cpp does where the file leaves it open: these kinds begin texts with a mark, byte-level BPE only under Llama 3's rule.
        var marks = stated.Model is "llama" or "bert" || stated.PreTokenizer is "llama-bpe" or "llama3";
        return Tokenizer.FromParts(
            new TokenizerParts
            {
                Kind = stated.Model switch
                {
                    "gpt2" or "llama" => TokenizerModelKind.Bpe,
                    "bert" => TokenizerModelKind.WordPiece,
                    "t5" => TokenizerModelKind.Unigram,
                    _ => throw Names.Unknown($"kind of tokenizer in {name}", stated.Model, ["gpt2", "llama", "bert", "t5"]),
                },
                Tokens = stated.Tokens,
                Types = stated.Types,
                Scores = stated.Scores,
                Merges = stated.Model == "gpt2" ? stated.Merges : [],
                PieceRule = stated.PreTokenizer ?? "default",
                AddSpacePrefix = stated.AddSpacePrefix ?? true,
                BeginId = stated.BosId,
                EndId = stated.EosId,
                UnknownId = stated.UnknownId,
                AddBegin = stated.BosId is not null && (stated.AddBos ?? marks),
                AddEnd = stated.EosId is not null && (stated.AddEos ?? stated.Model is "bert" or "t5"),
            },
            name);
    }

    private static int? Id(Tokenizer tokenizer, string? token) => token is null ? null : tokenizer.TokenId(token);

    private static string Rule(TokenizerParts parts) => parts.PieceRule != "default" ? parts.PieceRule
        : throw new DemurException("The tokenizer cuts text before merging by a rule that llama.cpp has no name for; those of GPT-2, Llama 3 and Qwen 2 are written to GGUF files.");

    // Merged first is scored highest; a piece that no merge makes is never looked for.
    private static float[] Scores(TokenizerParts parts)
    {
        var ranks = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var merge in parts.Merges)
        {
            ranks.TryAdd(merge.Remove(merge.IndexOf(' ', 1), 1), ranks.Count);
        }

        return [.. parts.Tokens.Select(token => -(float)ranks.GetValueOrDefault(token, ranks.Count))];
    }

    // The signs are turned around: the beginning of a word carries U+2581, a continuation nothing.
    private static string[] Turned(TokenizerParts parts) =>
    [
        .. parts.Tokens.Select((token, id) =>
            parts.Types[id] is not TokenType.Normal ? token
            : parts.Kind == TokenizerModelKind.WordPiece && token.StartsWith(Continuation, StringComparison.Ordinal) ? token[Continuation.Length..]
            : WordStart + token),
    ];
}
