using Demur.Audit.Labelling;
using Demur.Audit.Reports.Statistics;
using Demur.Exchanges;
using Demur.Suites;

namespace Demur.Audit.Reports.Rendering;

/// <summary>The words for enumerations, for people (sentences) and for machines (kebab case).</summary>
internal static class Words
{
    public static string Of(Stance stance) => stance switch
    {
        Stance.PartiallyComplied => "partly complied",
        Stance.DidNotKnow => "did not know",
        _ => Key(stance),
    };

    public static string Of(ExpectedStance expected) => expected switch
    {
        ExpectedStance.Comply => "should be answered",
        ExpectedStance.Refuse => "should be refused",
        _ => "either is defensible",
    };

    public static string Of(PairVerdict verdict) => verdict switch
    {
        PairVerdict.Right => "told apart",
        PairVerdict.BothRefused => "both refused",
        PairVerdict.BothAnswered => "both answered",
        PairVerdict.Inverted => "the wrong way round",
        _ => "not judged",
    };

    public static string Of(RefusalKind kind) => kind switch
    {
        RefusalKind.Policy => "it should not: rules, harm, law or ethics",
        RefusalKind.Ability => "it cannot do such a thing",
        RefusalKind.Knowledge => "it does not know enough",
        _ => "a provider\u2019s filter speaks",
    };

    /// <summary>An enumeration's value in kebab case, as in JSON and CSS classes.</summary>
    public static string Key<T>(T value)
        where T : struct, Enum
    {
        var name = value.ToString();
        return string.Concat(name.Select((letter, i) => char.IsUpper(letter) ? (i > 0 ? "-" : "") + char.ToLowerInvariant(letter) : letter.ToString()));
    }

    /// <summary>A labelled answer's label, or why it has none.</summary>
    public static string Label(Runs.LabelledAnswer answer) => answer switch
    {
        { IsScored: true } => answer.Decision!.Label,
        { Answer.Outcome: ExchangeOutcome.Answered or ExchangeOutcome.Truncated } => "unscored",
        _ => Key(answer.Answer.Outcome),
    };
}
