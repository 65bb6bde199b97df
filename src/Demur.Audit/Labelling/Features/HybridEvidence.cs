using System.Runtime.InteropServices;
using Demur.Audit.Labelling.Rules;
using Demur.Decisions;

namespace Demur.Audit.Labelling.Features;

/// <summary>What a hybrid decision rests on: the rules with the largest weights and the strongest n-grams, with their places.</summary>
internal static class HybridEvidence
{
    private const int RulesKept = 4;
    private const float RuleValue = 0.5f;

    /// <summary>Collects the evidence of one response.</summary>
    /// <param name="workspace">The response, read.</param>
    /// <param name="model">The weights.</param>
    /// <param name="sink">The n-grams that spoke loudest.</param>
    /// <param name="response">The text.</param>
    /// <returns>The evidence.</returns>
    public static Evidence Of(LabellingWorkspace workspace, HybridModel model, ref ScoringSink sink, string response)
    {
        var items = new List<EvidenceItem>(RulesKept + ScoringSink.Kept);
        var tokens = workspace.Response.Tokens;
        AddRules(workspace, model, items);
        for (var rank = 0; rank < ScoringSink.Kept && sink.Ngram(rank).Weight != 0; rank++)
        {
            var ngram = sink.Ngram(rank);
            var span = SpanOf(tokens[ngram.First].Start, tokens[ngram.End - 1].End);
            items.Add(new NgramEvidence(response.Substring(span.Start, span.Length), ngram.Weight, [span]));
        }

        items.Sort(static (left, right) => Math.Abs(right.Weight).CompareTo(Math.Abs(left.Weight)));
        return new Evidence(items);
    }

    /// <summary>Keeps the first hits of the rules that weigh most. A rule's weight is its own and that of its kind's presence in the region.</summary>
    private static void AddRules(LabellingWorkspace workspace, HybridModel model, List<EvidenceItem> items)
    {
        var hits = CollectionsMarshal.AsSpan(workspace.Hits);
        var tokens = workspace.Response.Tokens;
        var bound = float.MaxValue;
        for (var kept = 0; kept < RulesKept; kept++)
        {
            var (best, weight) = (-1, 0f);
            for (var i = 0; i < hits.Length; i++)
            {
                var candidate = WeightOf(model, hits[i], tokens.Length);
                if (MathF.Abs(candidate) < bound && MathF.Abs(candidate) > MathF.Abs(weight))
                {
                    (best, weight) = (i, candidate);
                }
            }

            if (best < 0)
            {
                return;
            }

            bound = MathF.Abs(weight);
            var hit = hits[best];
            items.Add(new RuleEvidence(PhraseRules.Shipped.Rules[hit.Rule].Name, weight, SpanOf(tokens[hit.First].Start, tokens[hit.End - 1].End)));
        }
    }

    private static float WeightOf(HybridModel model, in PhraseHit hit, int count) =>
        (RuleValue * model.DenseWeight(DenseLayout.OfRule(hit.Rule, hit.First < PhraseFeatures.OpeningWords)))
        + model.DenseWeight(DenseLayout.Of(hit.Kind, PhraseFeatures.RegionOf(hit.First, count)));

    private static TextSpan SpanOf(int start, int end) => new(start, end - start);
}
