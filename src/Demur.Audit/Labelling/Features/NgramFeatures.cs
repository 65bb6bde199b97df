using Demur.Audit.Labelling.Text;

namespace Demur.Audit.Labelling.Features;

/// <summary>
/// Word n-grams: one to three masked words in the opening, one or two in the rest, which carry over between models, and one to three plain words of the whole
/// text, which know the answers of the models they were learnt from. Each group is scaled by the square root of its number of n-grams.
/// </summary>
internal static class NgramFeatures
{
    /// <summary>The opening ends with this sentence at the latest.</summary>
    public const int OpeningSentences = 3;

    /// <summary>The opening has at most this many masked words.</summary>
    public const int OpeningWords = 60;

    private const int RestWords = 500;
    private const int OpeningOrder = 3;
    private const int RestOrder = 2;
    private const float OpeningScale = 1.5f;
    private const float RestScale = 1f;
    private const ulong OpeningSeed = 0xA5A5_0001;
    private const ulong RestSeed = 0xA5A5_0002;
    private const int PlainWords = 800;
    private const int PlainOrder = 3;
    private const float PlainScale = 3f;
    private const ulong PlainSeed = 0xA5A5_0003;

    /// <summary>Gives a response's n-grams to a sink.</summary>
    /// <typeparam name="TSink">The sink.</typeparam>
    /// <param name="workspace">The response, read.</param>
    /// <param name="mask">The words that may be named.</param>
    /// <param name="sink">Receives the n-grams.</param>
    public static void Extract<TSink>(LabellingWorkspace workspace, WordMask mask, ref TSink sink)
        where TSink : struct, IFeatureSink, allows ref struct
    {
        var words = workspace.Masked.AsSpan(0, Mask(workspace, mask));
        var opening = 0;
        while (opening < words.Length && opening < OpeningWords && words[opening].Sentence < OpeningSentences)
        {
            opening++;
        }

        Region(words[..opening], OpeningSeed, OpeningOrder, OpeningScale, ref sink);
        Region(words[opening..Math.Min(words.Length, opening + RestWords)], RestSeed, RestOrder, RestScale, ref sink);
        Plain(workspace.Response.Tokens, ref sink);
    }

    /// <summary>N-grams of the words as they are: what an answer of a known kind says, whatever it is about.</summary>
    private static void Plain<TSink>(ReadOnlySpan<Token> tokens, ref TSink sink)
        where TSink : struct, IFeatureSink, allows ref struct
    {
        tokens = tokens[..Math.Min(tokens.Length, PlainWords)];
        var value = PlainScale / MathF.Sqrt(Math.Max(1, tokens.Length * PlainOrder));
        for (var i = 0; i < tokens.Length; i++)
        {
            var key = PlainSeed;
            var end = Math.Min(tokens.Length, i + PlainOrder);
            for (var j = i; j < end && tokens[j].Sentence == tokens[i].Sentence; j++)
            {
                key = WordHash.Append(key, tokens[j].Hash);
                sink.AddNgram(key, value, i, j + 1);
            }
        }
    }

    /// <summary>Replaces words that may not be named; a run of them within a sentence becomes one.</summary>
    private static int Mask(LabellingWorkspace workspace, WordMask mask)
    {
        var tokens = workspace.Response.Tokens;
        var masked = workspace.Masked;
        var count = 0;
        for (var i = 0; i < tokens.Length && count < OpeningWords + RestWords; i++)
        {
            var word = mask.Apply(tokens[i].Hash, workspace.PromptWords);
            if (count > 0 && IsPlaceholder(word) && IsPlaceholder(masked[count - 1].Hash) && masked[count - 1].Sentence == tokens[i].Sentence)
            {
                var run = masked[count - 1];
                masked[count - 1] = run with { End = i + 1, Hash = word == WordMask.FromPrompt ? word : run.Hash };
                continue;
            }

            masked[count++] = new MaskedWord(word, tokens[i].Sentence, i, i + 1);
        }

        return count;
    }

    private static bool IsPlaceholder(ulong word) => word is WordMask.Other or WordMask.FromPrompt;

    private static void Region<TSink>(ReadOnlySpan<MaskedWord> words, ulong seed, int order, float scale, ref TSink sink)
        where TSink : struct, IFeatureSink, allows ref struct
    {
        var value = scale / MathF.Sqrt(Math.Max(1, words.Length * order));
        for (var i = 0; i < words.Length; i++)
        {
            var key = seed;
            var end = Math.Min(words.Length, i + order);
            for (var j = i; j < end && words[j].Sentence == words[i].Sentence; j++)
            {
                key = WordHash.Append(key, words[j].Hash);
                sink.AddNgram(key, value, words[i].First, words[j].End);
            }
        }
    }
}
