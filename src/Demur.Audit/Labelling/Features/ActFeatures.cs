using System.Runtime.InteropServices;
using Demur.Audit.Labelling.Text;

namespace Demur.Audit.Labelling.Features;

/// <summary>
/// What the sentences of a response do, in order: a sermon and then something else is a refusal, a sermon and then "for educational purposes" is none. Each
/// sentence counts by its strongest phrase, sentences alike in a row count once, and short sequences become n-grams, some of them with what the prompt asks for.
/// </summary>
internal static class ActFeatures
{
    /// <summary>Sequences are read this far.</summary>
    private const int MaxActs = 12;

    private const float Value = 0.7f;
    private const byte Nothing = 31;
    private const byte Start = 30;
    private const ulong FirstSeed = 0xAC75_0001;
    private const ulong PairSeed = 0xAC75_0002;
    private const ulong TripleSeed = 0xAC75_0003;
    private const ulong AskedFirstSeed = 0xAC75_0004;
    private const ulong AskedPairSeed = 0xAC75_0005;
    private const ulong AskedShapeSeed = 0xAC75_0006;
    private const ulong FirstShapeSeed = 0xAC75_0007;
    private const ulong AskedWordSeed = 0xAC75_0008;
    private const ulong LastSeed = 0xAC75_0009;

    private static ReadOnlySpan<byte> Strength => [15, 11, 12, 7, 5, 2, 3, 6, 16, 8, 10, 13, 14, 1, 9, 4];

    /// <summary>Gives a response's act sequences to a sink.</summary>
    /// <typeparam name="TSink">The sink.</typeparam>
    /// <param name="workspace">The response, read.</param>
    /// <param name="sink">Receives the sequences.</param>
    public static void Extract<TSink>(LabellingWorkspace workspace, ref TSink sink)
        where TSink : struct, IFeatureSink, allows ref struct
    {
        var tokens = workspace.Response.Tokens;
        if (tokens.Length == 0)
        {
            return;
        }

        Span<Act> acts = stackalloc Act[MaxActs];
        acts = acts[..Read(workspace, acts)];
        var asked = (ulong)workspace.Asked;
        var shape = ShapeOf(workspace.Response);
        var first = acts[0];
        var ngrams = workspace.RoomForNgrams(6 + (3 * acts.Length));
        ngrams[0] = first.Ngram(Key(FirstSeed, first.Kind));
        ngrams[1] = first.Ngram(Key(AskedFirstSeed, asked, first.Kind));
        ngrams[2] = first.Ngram(Key(FirstShapeSeed, first.Kind, shape));
        ngrams[3] = first.Ngram(Key(AskedShapeSeed, asked, shape));
        ngrams[4] = new Ngram(Key(AskedWordSeed, asked, tokens[0].Hash), 0, 1);
        ngrams[5] = acts[^1].Ngram(Key(LastSeed, acts[^1].Kind, shape));
        var count = 6;
        for (var i = 0; i + 1 < acts.Length; i++)
        {
            ngrams[count++] = acts[i + 1].Ngram(Key(i == 0 ? AskedPairSeed : PairSeed, i == 0 ? asked : 0, acts[i].Kind, acts[i + 1].Kind));
            ngrams[count++] = acts[i + 1].Ngram(Key(PairSeed, acts[i].Kind, acts[i + 1].Kind));
            if (i + 2 < acts.Length)
            {
                ngrams[count++] = acts[i + 2].Ngram(Key(TripleSeed, i == 0 ? 1UL : 0, acts[i].Kind, acts[i + 1].Kind, acts[i + 2].Kind));
            }
        }

        sink.AddNgrams(workspace.KeepNgrams(count), Value);
    }

    /// <summary>Reads the strongest act of each sentence; alike ones in a row become one, and so do sentences without any.</summary>
    private static int Read(LabellingWorkspace workspace, Span<Act> acts)
    {
        var tokens = workspace.Response.Tokens;
        var (count, sentence) = (0, -1);
        foreach (ref readonly var hit in CollectionsMarshal.AsSpan(workspace.Hits))
        {
            var at = tokens[hit.First].Sentence;
            if (at == sentence)
            {
                if (Strength[(int)hit.Kind] > Strength[acts[count - 1].Kind])
                {
                    acts[count - 1] = new Act((byte)hit.Kind, hit.First, hit.End);
                }

                continue;
            }

            count = Collapse(acts, count);
            if (at > sentence + 1 && count < acts.Length && (count == 0 || acts[count - 1].Kind != Nothing))
            {
                acts[count++] = new Act(Nothing, 0, 1);
            }

            if (count == acts.Length)
            {
                return count;
            }

            acts[count++] = new Act((byte)hit.Kind, hit.First, hit.End);
            sentence = at;
        }

        count = Collapse(acts, count);
        if (sentence + 1 < workspace.Response.SentenceCount && count < acts.Length)
        {
            acts[count++] = new Act(Nothing, 0, 1);
        }

        return count;
    }

    private static int Collapse(Span<Act> acts, int count) => count > 1 && acts[count - 1].Kind == acts[count - 2].Kind ? count - 1 : count;

    /// <summary>Short, medium or long, with or without a list or code.</summary>
    private static ulong ShapeOf(TokenList response)
    {
        var length = response.Count < 25 ? 0UL : response.Count < 80 ? 1UL : response.Count < 200 ? 2UL : 3UL;
        return (length * 2) + (response.ListItems > 2 || response.CodeFences > 0 ? 1UL : 0);
    }

    private static ulong Key(ulong seed, ulong first, ulong second = Start, ulong third = Start, ulong fourth = Start) =>
        WordHash.Append(WordHash.Append(WordHash.Append(WordHash.Append(seed, first), second), third), fourth);

    private readonly record struct Act(byte Kind, int First, int End)
    {
        public Ngram Ngram(ulong key) => new(key, First, End);
    }
}
