using Demur.Neural.Tokenization;

namespace Demur.Neural.Checkpoints.Gguf.Internal;

/// <summary>States a tokenizer in GGUF metadata.</summary>
internal static class GgufTokenizerWriter
{
    /// <summary>The entries; the vocabulary is filled up with unused tokens to the rows of the embedding, which llama.cpp insists on.</summary>
    /// <exception cref="DemurException">The vocabulary has more tokens than the embedding has rows, or its lists do not fit together.</exception>
    internal static IEnumerable<(string Key, object Value)> Write(GgufTokenizer tokenizer, int vocabularySize)
    {
        if (tokenizer.Tokens.Count > vocabularySize)
        {
            throw new DemurException($"The model cannot be written as a GGUF file: the tokenizer has {tokenizer.Tokens.Count} tokens, and the embedding {vocabularySize} rows.");
        }

        Check(tokenizer, tokenizer.Types.Count, "types");
        Check(tokenizer, tokenizer.Scores.Count, "scores");
        yield return (GgufKeys.TokenizerModel, tokenizer.Model);
        if (tokenizer.PreTokenizer is { } name)
        {
            yield return (GgufKeys.PreTokenizer, name);
        }

        yield return (GgufKeys.Tokens, Filled(tokenizer.Tokens, vocabularySize, index => $"[PAD{index}]"));
        var types = tokenizer.Types.Count > 0 ? tokenizer.Types : [.. tokenizer.Tokens.Select(_ => TokenType.Normal)];
        yield return (GgufKeys.TokenTypes, Filled([.. types.Select(type => (int)type)], vocabularySize, _ => (int)TokenType.Unused));
        if (tokenizer.Scores.Count > 0)
        {
            yield return (GgufKeys.Scores, Filled(tokenizer.Scores, vocabularySize, _ => -1000f));
        }

        if (tokenizer.Merges.Count > 0)
        {
            yield return (GgufKeys.Merges, tokenizer.Merges.ToArray());
        }

        foreach (var entry in Marks(tokenizer).Where(entry => entry.Value is not null))
        {
            yield return (entry.Key, entry.Value!);
        }
    }

    private static IEnumerable<(string Key, object? Value)> Marks(GgufTokenizer tokenizer)
    {
        yield return (GgufKeys.Bos, tokenizer.BosId);
        yield return (GgufKeys.Eos, tokenizer.EosId);
        yield return (GgufKeys.Unknown, tokenizer.UnknownId);
        yield return (GgufKeys.Pad, tokenizer.PadId);
        if (tokenizer.Model == "bert")
        {
            // Where these are not given, llama.cpp takes BERT's numbers, which a small vocabulary does not have.
            yield return (GgufKeys.Separator, tokenizer.EosId);
            yield return (GgufKeys.Mask, tokenizer.UnknownId);
        }

        yield return (GgufKeys.AddBos, tokenizer.AddBos);
        yield return (GgufKeys.AddEos, tokenizer.AddEos);
        yield return (GgufKeys.AddSpacePrefix, tokenizer.AddSpacePrefix);
        yield return (GgufKeys.ChatTemplate, tokenizer.ChatTemplate);
    }

    private static T[] Filled<T>(IReadOnlyList<T> values, int count, Func<int, T> filler) =>
        [.. values, .. Enumerable.Range(values.Count, count - values.Count).Select(filler)];

    private static void Check(GgufTokenizer tokenizer, int count, string what)
    {
        if (count != 0 && count != tokenizer.Tokens.Count)
        {
            throw new DemurException($"The tokenizer has {tokenizer.Tokens.Count} tokens and {count} {what}; one for each token was expected, or none.");
        }
    }
}
