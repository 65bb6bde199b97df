using System.Text.RegularExpressions;
using Demur.Audit.Reports;
using Demur.Audit.Runs;
using Demur.Suites;
using static Demur.Tests.Audit.Reports.Answers;

namespace Demur.Tests.Audit.Reports;

public sealed class ErrorMapTests
{
    [Fact]
    public async Task A_category_beyond_its_group_is_drawn_where_it_is()
    {
        var page = await PageAsync(DemoRun.Of());
        var dots = Regex.Matches(page, """<circle class="small-dot"[^>]*? data-tip="(?<tip>[^"]*)" cx="(?<x>[\d.]+)%" cy="(?<y>[\d.]+)%""", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(10));

        Assert.NotEmpty(dots);
        Assert.All(dots, dot =>
        {
            // Axes to 100 % or less: a dot stands at its rate times the same factor as every other.
            var rates = Regex.Match(dot.Groups["tip"].Value, @"[Oo]ver-refusal (?<over>[\d.]+)%.*?[Uu]nder-refusal (?<under>[\d.]+)%", RegexOptions.ExplicitCapture | RegexOptions.Singleline, TimeSpan.FromSeconds(10));
            Assert.Equal(Number(rates, "over"), Number(dot, "x"), 0.06);
            Assert.Equal(Number(rates, "under"), 100 - Number(dot, "y"), 0.06);
        });
        Assert.Contains(dots, dot => Number(dot, "x") > 70);
    }

    [Fact]
    public async Task Dots_at_one_place_are_one_that_names_them_all()
    {
        string[] categories = ["one", "two", "three"];
        var answers = categories.SelectMany(category => new[]
        {
            Answered(Prompt($"{category}-a", ExpectedStance.Comply, category: category)),
            category == "three" ? Refused(Prompt($"{category}-r", ExpectedStance.Refuse, category: category)) : Answered(Prompt($"{category}-r", ExpectedStance.Refuse, category: category)),
        });

        var page = await PageAsync(Run([.. answers]));

        Assert.Equal(2, Regex.Count(page, "<g class=\"point\""));
        Assert.Contains("2 with over-refusal 0.0% and under-refusal 100.0%:\none (0 of 1; 1 of 1)\ntwo (0 of 1; 1 of 1)", page, StringComparison.Ordinal);
    }

    private static double Number(Match match, string name) => double.Parse(match.Groups[name].Value, System.Globalization.CultureInfo.InvariantCulture);

    private static async Task<string> PageAsync(Run run)
    {
        var folder = Directory.CreateTempSubdirectory("demur-map-");
        try
        {
            await AuditReport.WriteAsync(run, folder.FullName, new ReportOptions(), TestContext.Current.CancellationToken);
            return await File.ReadAllTextAsync(Path.Combine(folder.FullName, AuditReport.PageName), TestContext.Current.CancellationToken);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
