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
    private const int OpeningOrder = MaxOrder;
    private const int RestOrder = 2;
    private const int MaxOrder = 3;
    private const float OpeningScale = 1.5f;
    private const float RestScale = 1f;
    private const ulong OpeningSeed = 0xA5A5_0001;
    private const ulong RestSeed = 0xA5A5_0002;
    private const int PlainWords = 800;
    private const int PlainOrder = MaxOrder;
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

        Add(words[..opening], OpeningSeed, OpeningOrder, OpeningScale, workspace, ref sink);
        Add(words[opening..Math.Min(words.Length, opening + RestWords)], RestSeed, RestOrder, RestScale, workspace, ref sink);
        var tokens = workspace.Response.Tokens;
        Add(tokens[..Math.Min(tokens.Length, PlainWords)], PlainSeed, PlainOrder, PlainScale, workspace, ref sink);
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

    private static void Add<TWord, TSink>(ReadOnlySpan<TWord> words, ulong seed, int order, float scale, LabellingWorkspace workspace, ref TSink sink)
        where TWord : struct, INgramWord
        where TSink : struct, IFeatureSink, allows ref struct
    {
        var room = workspace.RoomForNgrams(words.Length * order);
        sink.AddNgrams(workspace.KeepNgrams(List(words, seed, order, room)), scale / MathF.Sqrt(Math.Max(1, words.Length * order)));
    }

    /// <summary>Lists n-grams. Those that cross a sentence's end are written like all others and then written over, since a branch there could not be guessed.</summary>
    private static int List<TWord>(ReadOnlySpan<TWord> words, ulong seed, int order, Span<Ngram> into)
        where TWord : struct, INgramWord
    {
        var (count, i) = (0, 0);
        for (; i + MaxOrder <= words.Length; i++)
        {
            ref readonly var first = ref words[i];
            ref readonly var second = ref words[i + 1];
            var start = first.FirstWord(i);
            var key = WordHash.Append(seed, first.Hash);
            into[count++] = new Ngram(key, start, first.EndWord(i));
            key = WordHash.Append(key, second.Hash);
            into[count] = new Ngram(key, start, second.EndWord(i + 1));
            count += second.Sentence == first.Sentence ? 1 : 0;
            if (order == MaxOrder)
            {
                ref readonly var third = ref words[i + 2];
                into[count] = new Ngram(WordHash.Append(key, third.Hash), start, third.EndWord(i + 2));
                count += third.Sentence == first.Sentence ? 1 : 0;
            }
        }

        for (; i < words.Length; i++)
        {
            var key = seed;
            for (var j = i; j < words.Length && j < i + order && words[j].Sentence == words[i].Sentence; j++)
            {
                key = WordHash.Append(key, words[j].Hash);
                into[count++] = new Ngram(key, words[i].FirstWord(i), words[j].EndWord(j));
            }
        }

        return count;
    }
}
