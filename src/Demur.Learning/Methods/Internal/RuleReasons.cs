using Demur.Decisions;
using Demur.Learning.Sparse;
using Demur.Learning.Tables;
using Demur.Learning.Tsetlin;

namespace Demur.Learning.Methods.Internal;

/// <summary>Puts the rules of a Tsetlin Machine over encoded rows into words.</summary>
internal static class RuleReasons
{
    private const int ShownAbsent = 6;
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
            .OrderByDescending(rule => Math.Abs(rule.Weight))
            .ThenBy(rule => rule.Literals.Count);

    /// <summary>What must be there first, then what must not; of many absent words only the first few are named.</summary>
    private static ClauseEvidence Words(TableEncoder encoder, TsetlinRowModel model, TsetlinRule rule, IReadOnlyDictionary<int, IReadOnlyList<TextSpan>> places)
    {
        var needed = Needed(encoder, [.. rule.Literals.Select(literal => literal with { Feature = model.ColumnOf(literal.Feature) })]);
        var literals = needed.ConvertAll(literal => new ClauseLiteral(
            encoder.ConditionName(literal.Feature, isNegated: false),
            literal.IsNegated,
            literal.IsNegated ? [] : places.GetValueOrDefault(literal.Feature) ?? []));
        var absent = needed.Where(literal => literal.IsNegated).ToList();
        var words = needed.Where(literal => !literal.IsNegated).Concat(absent.Take(ShownAbsent)).Select(literal => encoder.ConditionName(literal.Feature, literal.IsNegated));
        var rest = absent.Count > ShownAbsent ? [$"NOT {absent.Count - ShownAbsent} others"] : Array.Empty<string>();
        return new ClauseEvidence(string.Join(" AND ", [.. words, .. rest]), rule.Weight, literals);
    }

    /// <summary>Of thresholds of one number only the highest reached and the lowest not reached say something.</summary>
    private static List<TsetlinLiteral> Needed(TableEncoder encoder, IReadOnlyList<TsetlinLiteral> literals) =>
    [
        .. literals
            .GroupBy(literal => (Column: encoder.ThresholdColumn(literal.Feature) is { } column ? column : -1 - literal.Feature, literal.IsNegated))
            .Select(group => group.Key.IsNegated ? group.MinBy(literal => literal.Feature) : group.MaxBy(literal => literal.Feature))
            .OrderBy(literal => literal.IsNegated),
    ];
}
