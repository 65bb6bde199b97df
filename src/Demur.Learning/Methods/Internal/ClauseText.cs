using Demur.Decisions;
using Demur.Learning.Tables;
using Demur.Learning.Tsetlin;

namespace Demur.Learning.Methods.Internal;

/// <summary>Puts the rules of a Tsetlin Machine into words.</summary>
internal static class ClauseText
{
    private const int ShownAbsent = 6;

    public static ClauseEvidence Of(TableEncoder encoder, TsetlinRule rule, IReadOnlyDictionary<int, IReadOnlyList<TextSpan>> places)
    {
        var spans = rule.Literals.Where(literal => !literal.IsNegated).SelectMany(literal => places.GetValueOrDefault(literal.Feature) ?? []).Distinct().OrderBy(span => span.Start).ThenBy(span => span.Length);
        return new ClauseEvidence(Words(encoder, rule.Literals), rule.Weight, [.. spans]);
    }

    /// <summary>What must be there first, then what must not; of many absent words only the first few are named.</summary>
    public static string Words(TableEncoder encoder, IReadOnlyList<TsetlinLiteral> literals)
    {
        var needed = Needed(encoder, literals);
        var present = needed.Where(literal => !literal.IsNegated).Select(literal => encoder.ConditionName(literal.Feature, isNegated: false));
        var negated = needed.Where(literal => literal.IsNegated).ToList();
        var absent = negated.Take(ShownAbsent).Select(literal => encoder.ConditionName(literal.Feature, isNegated: true));
        var rest = negated.Count > ShownAbsent ? [$"{negated.Count - ShownAbsent} more absences"] : Array.Empty<string>();
        return string.Join(" and ", [.. present, .. absent, .. rest]);
    }

    /// <summary>Of thresholds of one number only the highest passed and the lowest not passed say something.</summary>
    private static List<TsetlinLiteral> Needed(TableEncoder encoder, IReadOnlyList<TsetlinLiteral> literals) =>
    [
        .. literals
            .GroupBy(literal => (Column: encoder.ThresholdColumn(literal.Feature) is { } column ? column : -1 - literal.Feature, literal.IsNegated))
            .Select(group => group.Key.IsNegated ? group.MinBy(literal => literal.Feature) : group.MaxBy(literal => literal.Feature)),
    ];
}
