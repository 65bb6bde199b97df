using System.Runtime.InteropServices;
using Demur.Audit.Labelling.Rules;

namespace Demur.Audit.Labelling.Features;

/// <summary>Features of fixed meaning: what the rules found and where, the response's shape, and how it relates to the prompt.</summary>
internal static class PhraseFeatures
{
    /// <summary>The opening's length in words, for rules.</summary>
    public const int OpeningWords = 60;

    private const int EndWords = 40;
    private const float RuleValue = 0.5f;

    /// <summary>Gives a response's fixed features to a sink.</summary>
    /// <typeparam name="TSink">The sink.</typeparam>
    /// <param name="workspace">The response, read.</param>
    /// <param name="mask">Tells content words from common ones.</param>
    /// <param name="sink">Receives the features.</param>
    public static void Extract<TSink>(LabellingWorkspace workspace, WordMask mask, ref TSink sink)
        where TSink : struct, IFeatureSink, allows ref struct
    {
        var census = new PhraseCensus(workspace);
        AddRules(workspace, ref sink);
        for (var kind = (PhraseKind)0; (int)kind < DenseLayout.Kinds; kind++)
        {
            AddKind(census, kind, workspace.Response.SentenceCount, ref sink);
        }

        ShapeFeatures.Extract(workspace, census, mask, ref sink);
        RelationFeatures.Extract(workspace, census, mask, ref sink);
    }

    /// <summary>The region of a word: 0 opening, 1 middle, 2 end.</summary>
    /// <param name="word">The word's number.</param>
    /// <param name="count">The number of words.</param>
    /// <returns>The region.</returns>
    public static int RegionOf(int word, int count) => word < OpeningWords ? 0 : word > count - EndWords ? 2 : 1;

    /// <summary>A rule counts once in the opening and once in the rest, however often it matches.</summary>
    private static void AddRules<TSink>(LabellingWorkspace workspace, ref TSink sink)
        where TSink : struct, IFeatureSink, allows ref struct
    {
        Span<bool> seen = stackalloc bool[2 * PhraseRules.Shipped.Rules.Length];
        seen.Clear();
        foreach (ref readonly var hit in CollectionsMarshal.AsSpan(workspace.Hits))
        {
            var opening = hit.First < OpeningWords;
            ref var known = ref seen[(2 * hit.Rule) + (opening ? 0 : 1)];
            if (!known)
            {
                known = true;
                sink.AddDense(DenseLayout.OfRule(hit.Rule, opening), RuleValue);
            }
        }
    }

    private static void AddKind<TSink>(in PhraseCensus census, PhraseKind kind, int sentences, ref TSink sink)
        where TSink : struct, IFeatureSink, allows ref struct
    {
        if (!census.Has(kind))
        {
            return;
        }

        for (var region = 0; region < DenseLayout.Regions; region++)
        {
            var count = census.Count(kind, region);
            if (count > 0)
            {
                sink.AddDense(DenseLayout.Of(kind, region), 1);
                sink.AddDense(DenseLayout.Of(kind, DenseLayout.Regions + region), MathF.Log(1 + count) / 2);
            }
        }

        var first = census.FirstSentence(kind);
        if (first <= 1)
        {
            sink.AddDense(DenseLayout.Of(kind, (2 * DenseLayout.Regions) + first), 1);
        }

        sink.AddDense(DenseLayout.Of(kind, (2 * DenseLayout.Regions) + 2), (float)census.Sentences(kind) / sentences);
    }
}
