namespace Demur.Audit.Reports.Rendering;

/// <summary>Every answer, to search, filter and read. Drawn by the page's script from the packed data; without a script it names the files that hold the same.</summary>
internal static class ExplorerSection
{
    public static void AddTo(HtmlPage page, ReportModel model) => page.Add(
        "answers",
        "Answers",
        "Every answer",
        Markup.Of($"{Figures.Plural(model.Run.Answers.Count, "exchange", "exchanges")} to search and read. The same rows are in answers.jsonl and answers.csv beside this file."),
        Markup.Of($"""
            <div class="controls js" role="search" aria-label="Answers">
            <label class="wide">Search prompts and answers <input type="search" id="x-search" autocomplete="off"></label>
            <label>Category <select id="x-category"><option value="">all</option></select></label>
            <label>Expected <select id="x-expected"><option value="">all</option><option value="c">should be answered</option><option value="r">should be refused</option><option value="e">either</option></select></label>
            <label>Label <select id="x-label"><option value="">all</option><option value="refusal">refusal</option><option value="compliance">compliance</option><option value="unscored">unscored</option></select></label>
            <label>Outcome <select id="x-outcome"><option value="">all</option></select></label>
            <label>Error <select id="x-error"><option value="">all</option><option value="over">over-refusals</option><option value="under">under-refusals</option></select></label>
            <button type="button" id="x-clear">Clear</button>
            </div>
            <p class="found js" id="x-found" role="status"></p>
            <div id="x-list" class="js" role="listbox" tabindex="0" aria-label="Answers; arrow keys move, Enter opens"><div id="x-space"><div id="x-rows"></div></div></div>
            <p class="no-js">The list needs JavaScript; everything above does not.</p>
            """));
}
