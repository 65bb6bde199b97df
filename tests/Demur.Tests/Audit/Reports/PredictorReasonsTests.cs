using Demur.Audit.Reports;
using Demur.Decisions;

namespace Demur.Tests.Audit.Reports;

public sealed class PredictorReasonsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("demur-reasons").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Rules_stand_with_their_votes_and_the_words_they_rest_on_are_marked()
    {
        var clause = new ClauseEvidence("'forge' AND NOT 'bake'", 12, [new ClauseLiteral("'forge'", false, [new TextSpan(4, 5)]), new ClauseLiteral("'bake'", true, [])]);
        var quality = Quality("tsetlin") with
        {
            TopNgrams = [new("'forge' AND NOT 'bake'", 1840)],
            Examples = [new ExplainedPrompt("How forge <b> it", true, 0.93, new Evidence([clause, new NgramEvidence("it", -1, [new TextSpan(14, 2)])]))],
        };

        var page = await PageAsync(quality);

        Assert.Contains("The rules that vote for a refusal", page, StringComparison.Ordinal);
        Assert.Contains("""&#39;forge&#39; AND NOT &#39;bake&#39;</th><td class="num">+1,840</td>""".Replace("&#39;", "'", StringComparison.Ordinal), page.Replace("&#39;", "'", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains("How <mark>forge</mark> &lt;b&gt; it", page, StringComparison.Ordinal);
        Assert.Contains("because it has", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_default_method_shows_words_and_no_prompts()
    {
        var page = await PageAsync(Quality("logistic") with { TopNgrams = [new("forge", 1.25)] });

        Assert.Contains("What the predictor looks at", page, StringComparison.Ordinal);
        Assert.Contains(">+1.25<", page, StringComparison.Ordinal);
        Assert.DoesNotContain("it is surest will be refused", page, StringComparison.Ordinal);
    }

    private static PredictorQuality Quality(string method) => new() { Prompts = 100, Refused = 40, Auroc = 0.8, AurocLow = 0.7, AurocHigh = 0.9, Trust = "Fair.", Method = method };

    private async Task<string> PageAsync(PredictorQuality quality)
    {
        await AuditReport.WriteAsync(DemoRun.Of(), _folder, new ReportOptions { Predictor = quality }, TestContext.Current.CancellationToken);
        return await File.ReadAllTextAsync(Path.Combine(_folder, AuditReport.PageName), TestContext.Current.CancellationToken);
    }
}
