using Demur.Audit.Reports.Rendering;

namespace Demur.Audit.Comparison;

/// <summary>How stances and outcomes moved.</summary>
internal static class ShiftSection
{
    private const int Shown = 15;

    public static void AddTo(HtmlPage page, RunComparison comparison)
    {
        var stances = comparison.Stances.Select(shift => (Words.Of(shift.From), Words.Of(shift.To), shift.Count)).ToList();
        var outcomes = comparison.Outcomes.Select(shift => (Words.Key(shift.From), Words.Key(shift.To), shift.Count)).ToList();
        page.Add(
            "shifts",
            "Shifts",
            "How the answers moved",
            Markup.Of($"Answers whose stance or outcome is not what it was. {Figures.Plural(comparison.Match.Answers.Count, "answer is", "answers are")} in both runs."),
            stances.Count + outcomes.Count == 0 ? Markup.None : Markup.Of($"""<div class="columns">{Table("Stances", stances)}{Table("Outcomes", outcomes)}</div>"""));
    }

    private static Markup Table(string caption, List<(string From, string To, int Count)> shifts)
    {
        if (shifts.Count == 0)
        {
            return Markup.None;
        }

        var rows = shifts.Take(Shown).Select(shift => Markup.Of($"""<tr><th scope="row">{shift.From}</th><td>{shift.To}</td><td class="num">{shift.Count:#,0}</td></tr>"""));
        return Markup.Of($"""<table><caption>{caption}</caption><thead><tr><th scope="col">First run</th><th scope="col">Second run</th><th scope="col" class="num">Answers</th></tr></thead><tbody>{Markup.Join(rows)}</tbody></table>""");
    }
}
