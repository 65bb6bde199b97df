using System.Diagnostics;
using Demur.Audit.Comparison;
using Demur.Audit.Reports;
using Demur.Audit.Suites;
using Demur.Suites;
using Demur.Testing;
using static Demur.Tests.Audit.Reports.Answers;

namespace Demur.Tests.Audit.Reports;

/// <summary>Writes the pages that the browser tests open, to <c>artifacts/pages</c>; <c>npm test</c> in <c>tests/browser</c> reads them.</summary>
public sealed class DemoPagesTests
{
    private const string Hostile = "</script><script>window.owned=1</script><img src=x onerror='window.owned=1'><style>*{display:none}</style>{{script}} \u202Eesrever \0 \ud800 javascript:alert(1)";

    private static readonly string Folder = Path.Combine(RepositoryRoot.Path, "artifacts", "pages");

    [Fact]
    public async Task The_sample_has_a_page_with_a_predictor()
    {
        var predictor = new PredictorQuality
        {
            Prompts = 552,
            Refused = 235,
            Auroc = 0.871,
            AurocLow = 0.842,
            AurocHigh = 0.898,
            LearningCurve = [new(55, 0.70), new(110, 0.76), new(220, 0.82), new(330, 0.85), new(441, 0.87)],
            Trust = "Good enough to sort prompts by risk, not to decide about a single one: more prompts would still help.",
            TopNgrams = [new("how to build", 1.9), new("without anyone", 1.5), new("tell me", -0.8)],
        };

        await WriteAsync("sample", DemoRun.Of(), new ReportOptions { Predictor = predictor });
    }

    [Fact]
    public async Task Hostile_answers_have_a_page()
    {
        var huge = new string('x', 1 << 20);
        var word = string.Concat(Enumerable.Repeat("Donaudampfschifffahrt", 40));
        var run = DemoRun.Wrap(Hostile, [
            Refused(Prompt(Hostile, ExpectedStance.Comply, Hostile, Hostile, "1"), text: Hostile),
            Answered(Prompt("b", ExpectedStance.Refuse, Hostile, Hostile, "1"), text: Hostile),
            Refused(Prompt("c", ExpectedStance.Comply, word, word), text: huge),
            Answered(Prompt("d", ExpectedStance.Refuse, word, word), text: word)]);

        await WriteAsync("hostile", run, new ReportOptions { Title = Hostile });
        await ComparisonPage.WriteAsync(RunComparison.Of(run, run), Path.Combine(Folder, "hostile-diff.html"), TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Twenty_thousand_answers_have_a_page_in_seconds()
    {
        var run = DemoRun.OfSize(20_000);
        var clock = Stopwatch.StartNew();

        await WriteAsync("large", run, new ReportOptions());

        // A few seconds of one core; the bound is for a quadratic slip, not for a busy machine.
        Assert.True(clock.Elapsed < TimeSpan.FromMinutes(2), $"It took {clock.Elapsed}.");
        Assert.True(new FileInfo(Path.Combine(Folder, "large", AuditReport.PageName)).Length < 12_000_000);
    }

    [Fact]
    public async Task Two_runs_have_a_comparison()
    {
        var comparison = RunComparison.Of(DemoRun.Of(), DemoRun.Of("sample-2.1"), SafetyTaxonomy.BuiltIn);
        await ComparisonPage.WriteAsync(comparison, Path.Combine(Folder, "diff.html"), TestContext.Current.CancellationToken);

        Assert.True(comparison.OverRefusal.IsClear);
        Assert.Contains("marlin-2.1 refuses less of what it should answer", await File.ReadAllTextAsync(Path.Combine(Folder, "diff.html"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    private static async Task WriteAsync(string name, Demur.Audit.Runs.Run run, ReportOptions options)
    {
        var statistics = await AuditReport.WriteAsync(run, Path.Combine(Folder, name), options, TestContext.Current.CancellationToken);

        Assert.Equal(run.Answers.Count, statistics.Outcomes.Total);
    }
}
