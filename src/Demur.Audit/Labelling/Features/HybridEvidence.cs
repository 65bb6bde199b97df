using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using Demur.Audit.Labelling.Rules;
using Demur.Decisions;

namespace Demur.Audit.Labelling.Features;

/// <summary>What a hybrid decision rests on: the rules with the largest weights and the strongest n-grams, with their places.</summary>
internal static class HybridEvidence
{
    private const int RulesKept = 4;
    private const int NgramsKept = 4;
    private const float RuleValue = 0.5f;

    /// <summary>Collects the evidence of one response.</summary>
    /// <param name="workspace">The response, read.</param>
    /// <param name="model">The weights.</param>
    /// <param name="response">The text.</param>
    /// <returns>The evidence.</returns>
    public static Evidence Of(LabellingWorkspace workspace, HybridModel model, string response)
    {
        var items = new List<EvidenceItem>(RulesKept + NgramsKept);
        AddRules(workspace, model, items);
        AddNgrams(workspace, response, items);
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

    /// <summary>Keeps the n-grams that add or take most; the workspace forgets what these contribute.</summary>
    private static void AddNgrams(LabellingWorkspace workspace, string response, List<EvidenceItem> items)
    {
        var tokens = workspace.Response.Tokens;
        var contributions = workspace.Contributions;
        var bits = MemoryMarshal.Cast<float, int>(contributions);
        for (var kept = 0; kept < NgramsKept; kept++)
        {
            var contribution = contributions.IsEmpty ? 0 : TensorPrimitives.MaxMagnitude<float>(contributions);
            if (contribution == 0)
            {
                return;
            }

            var strongest = bits.IndexOf(BitConverter.SingleToInt32Bits(contribution));
            var ngram = workspace.Ngrams[strongest];
            var span = SpanOf(tokens[ngram.First].Start, tokens[ngram.End - 1].End);
            items.Add(new NgramEvidence(response.Substring(span.Start, span.Length), contribution, [span]));
            contributions[strongest] = 0;
        }
    }

    private static float WeightOf(HybridModel model, in PhraseHit hit, int count) =>
        (RuleValue * model.DenseWeight(DenseLayout.OfRule(hit.Rule, hit.First < PhraseFeatures.OpeningWords)))
        + model.DenseWeight(DenseLayout.Of(hit.Kind, PhraseFeatures.RegionOf(hit.First, count)));

    private static TextSpan SpanOf(int start, int end) => new(start, end - start);
}
