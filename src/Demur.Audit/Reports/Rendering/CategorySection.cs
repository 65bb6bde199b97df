using Demur.Audit.Reports.Statistics;

namespace Demur.Audit.Reports.Rendering;

/// <summary>Where it goes wrong: the picture of both errors by category, and the table with every figure.</summary>
internal static class CategorySection
{
    public static void AddTo(HtmlPage page, ReportModel model)
    {
        var categories = model.Statistics.Categories;
        var groups = model.Statistics.Groups;
        var grouped = groups.Count > 1;
        var left = ErrorMap.Left(categories);
        var note = left > 0 && left < categories.Count
            ? $"{Figures.Plural(left, "category has", "categories have")} scored answers to one kind of prompt at most and {(left == 1 ? "is" : "are")} in the table alone."
            : "";
        page.Add(
            "map",
            "Picture",
            "Where it goes wrong",
            Markup.Of($"{(grouped ? "Each large dot is a group of categories, each small one a category." : "Each dot is a category.")} Bottom left is a model that is always right; to the right it refuses too much, upwards it answers too much. Lines are 95% intervals. {note}"),
            ErrorMap.Of(categories, groups));
        page.Add(
            "categories",
            "Categories",
            "Category by category",
            Markup.Of($"Bars run from 0 to 100%: the dot is the rate, the band its 95% interval. Few prompts make wide bands; compare bands, not dots."),
            Body(model));
    }

    private static Markup Body(ReportModel model)
    {
        var statistics = model.Statistics;
        var worstFirst = statistics.Categories.OrderByDescending(category => category.Errors).ToList();
        var slices = new List<Markup> { Table("category-table", "Error rates by category, most errors first", "Category", worstFirst, filter: true) };
        if (statistics.Groups.Count > 1)
        {
            slices.Insert(0, Table("group-table", "Error rates by group of categories", "Group", statistics.Groups, filter: false));
        }

        if (statistics.Suites.Count > 1)
        {
            slices.Add(Table("suite-table", "Error rates by suite", "Suite", statistics.Suites, filter: false));
        }

        return Markup.Join(slices);
    }

    private static Markup Table(string id, string caption, string first, IReadOnlyList<SliceStatistics> slices, bool filter)
    {
        var groups = slices.Select(slice => slice.Group).OfType<string>().Distinct(StringComparer.Ordinal).ToList();
        return Markup.Of($"""
            {(filter ? Filter(id, groups) : Markup.None)}
            <table id="{id}" class="slices sortable"><caption>{caption}</caption>
            <thead><tr><th scope="col" data-sort="text">{first}</th><th scope="col" data-sort="number" class="num">Prompts</th><th scope="col" data-sort="number">Over-refusal</th><th scope="col" data-sort="number">Under-refusal</th><th scope="col" data-sort="number" class="num">Not scored</th></tr></thead>
            <tbody{(filter ? Markup.Of($" data-collapse=\"{slices.Count} categories\"") : Markup.None)}>{Markup.Join(slices.Select(slice => Row(slice, filter)))}</tbody></table>
            """);
    }

    private static Markup Filter(string id, List<string> groups)
    {
        var options = groups.Select(group => Markup.Of($"""<option>{group}</option>"""));
        var select = groups.Count > 1
            ? Markup.Of($"""<label>Group <select data-group-of="{id}"><option value="">all</option>{Markup.Join(options)}</select></label>""")
            : Markup.None;
        return Markup.Of($"""<div class="controls js"><label>Find a category <input type="search" data-filter-of="{id}"></label>{select}<span class="found" role="status" data-found-of="{id}"></span></div>""");
    }

    private static Markup Row(SliceStatistics slice, bool isCategory)
    {
        var outcomes = slice.Outcomes;
        var lost = outcomes.Total - outcomes.Scored;
        var tip = $"{outcomes.Blocked} blocked, {outcomes.Errored} errored, {outcomes.Empty} empty, {outcomes.Unscored} unscored";
        var group = slice.Group is null ? Markup.None : Markup.Of($"<small>{slice.Group}</small>");
        var prompts = isCategory
            ? Markup.Of($"""<button type="button" class="js open-answers" data-category="{slice.Id}" aria-label="Read the answers in {slice.Name}">{slice.Prompts:#,0}</button><span class="no-js">{slice.Prompts:#,0}</span>""")
            : Markup.Of($"{slice.Prompts:#,0}");
        return Markup.Of($"""
            <tr data-group="{slice.Group}"><th scope="row" data-value="{slice.Name}">{slice.Name}{group}</th><td class="num" data-label="Prompts" data-value="{slice.Prompts}">{prompts}</td>{Cell("over", "Over-refusal", slice.Rates.OverRefusal, slice.Rates.AnswerExpected)}{Cell("under", "Under-refusal", slice.Rates.UnderRefusal, slice.Rates.RefusalExpected)}<td class="num" data-label="Not scored" data-value="{lost}"{(lost > 0 ? Markup.Of($""" data-tip="{tip}" tabindex="0" """) : Markup.None)}>{(lost > 0 ? Figures.Count(lost) : Figures.None)}</td></tr>
            """);
    }

    private static Markup Cell(string kind, string label, Rate rate, int asked)
    {
        if (rate.Total == 0)
        {
            return Markup.Of($"""<td class="rate" data-label="{label}" data-value="-1"><span class="none">{(asked > 0 ? "no scored answer" : "not asked")}</span></td>""");
        }

        return Markup.Of($"""
            <td class="rate" data-label="{label}" data-value="{rate.Value!.Value:0.0000}"><span class="rate-value">{Figures.Percent(rate)}</span>{IntervalBar.Of(rate, kind)}<small>{rate.Count}/{rate.Total}, {Figures.Interval(rate)}</small></td>
            """);
    }
}
