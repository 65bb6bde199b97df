using Demur.Decisions;
using Demur.Learning.Sparse;
using Demur.Learning.Tables;
using Demur.Learning.Tsetlin;

namespace Demur.Learning.Methods.Internal;

/// <summary>Puts the rules of a Tsetlin Machine over encoded rows into words.</summary>
internal static class RuleReasons
{
    private const int ShownAbsent = 3;
    private static readonly Dictionary<int, IReadOnlyList<TextSpan>> Nowhere = [];

    /// <summary>The rules that hold of one record.</summary>
    public static Evidence Explain(TableEncoder encoder, TsetlinRowModel model, TableRecord record, SparseVector row, int label, int count)
    {
        var places = encoder.Locate(record);
        var rules = Joined(model, label, asked => model.RulesOf(row.Row, asked));
        return new Evidence([.. rules.Take(count).Select(rule => Words(encoder, model, rule, places))]);
    }

    /// <summary>The rules that speak for a class in general.</summary>
    public static IReadOnlyList<EvidenceItem> Of(TableEncoder encoder, TsetlinRowModel model, int label, int count) =>
        [.. Joined(model, label, asked => model.Machine.GetRules(asked)).Where(rule => rule.Weight > 0).Take(count).Select(rule => Words(encoder, model, rule, Nowhere))];

    /// <summary>With two classes what votes on the other class speaks too, the other way round.</summary>
    private static IEnumerable<TsetlinRule> Joined(TsetlinRowModel model, int label, Func<int, IReadOnlyList<TsetlinRule>> rules) => model.ClassCount > 2
        ? rules(label)
        : rules(label)
            .Concat(rules(1 - label).Select(rule => rule with { Class = label, Weight = -rule.Weight }))
            .GroupBy(rule => string.Join(' ', rule.Literals.Select(literal => literal.IsNegated ? -1 - literal.Feature : literal.Feature)), StringComparer.Ordinal)
            .Select(same => same.First() with { Weight = same.Sum(rule => rule.Weight) })
            .Where(rule => rule.Weight != 0)
            .OrderByDescending(rule => Math.Abs(rule.Weight))
            .ThenBy(rule => rule.Literals.Count);

    /// <summary>What must be there first, then what must not, frequent words first: that a rare word is absent says little, so only the first few are named.</summary>
    private static ClauseEvidence Words(TableEncoder encoder, TsetlinRowModel model, TsetlinRule rule, IReadOnlyDictionary<int, IReadOnlyList<TextSpan>> places)
    {
        var conditions = rule.Literals.Select(literal => new Condition(model.ColumnOf(literal.Feature), literal.IsNegated, model.Machine.FeatureRows(literal.Feature))).ToList();
        var present = Needed(encoder, conditions.Where(condition => !condition.IsNegated), reached => reached.MaxBy(condition => condition.Feature)!).ToList();
        var absent = Needed(encoder, conditions.Where(condition => condition.IsNegated), missed => missed.MinBy(condition => condition.Feature)!).OrderByDescending(condition => condition.Rows).ThenBy(condition => condition.Feature).ToList();
        var words = present.Concat(absent.Take(ShownAbsent)).Select(condition => encoder.ConditionName(condition.Feature, condition.IsNegated));
        var rest = absent.Count > ShownAbsent ? [$"NOT {absent.Count - ShownAbsent} rarer"] : Array.Empty<string>();
        return new ClauseEvidence(
            string.Join(" AND ", [.. words, .. rest]),
            rule.Weight,
            [.. present.Concat(absent).Select(condition => new ClauseLiteral(
                encoder.ConditionName(condition.Feature, isNegated: false),
                condition.IsNegated,
                condition.IsNegated ? [] : places.GetValueOrDefault(condition.Feature) ?? []))]);
    }

    /// <summary>Of thresholds of one number only one says something: the highest reached, or the lowest not reached.</summary>
    private static IEnumerable<Condition> Needed(TableEncoder encoder, IEnumerable<Condition> conditions, Func<IEnumerable<Condition>, Condition> telling) =>
        conditions.GroupBy(condition => encoder.ThresholdColumn(condition.Feature) ?? -1 - condition.Feature).Select(telling);

    /// <summary>A literal in terms of encoded features, with the number of training rows that had the feature.</summary>
    private sealed record Condition(int Feature, bool IsNegated, int Rows);
}
