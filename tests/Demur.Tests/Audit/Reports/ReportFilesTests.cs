using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml;
using Demur.Audit.Reports;
using Demur.Audit.Runs;
using Demur.Decisions;
using Demur.Suites;
using Demur.Testing;
using static Demur.Tests.Audit.Reports.Answers;

namespace Demur.Tests.Audit.Reports;

public sealed class ReportFilesTests : IDisposable
{
    private const string Hostile = "</script><script>document.title='owned'</script><img src=x onerror=alert(1)>{{script}} \u202Eevil\u2066 \ud800 \0 ]]> <!-- & \" '";

    private readonly string _folder = Path.Combine(Path.GetTempPath(), $"demur-report-{Guid.NewGuid():N}");

    public void Dispose()
    {
        if (Directory.Exists(_folder))
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    [Fact]
    public async Task The_same_answers_give_the_same_bytes_in_whatever_order_they_came()
    {
        await WriteAsync(DemoRun.Of());
        var first = Directory.GetFiles(_folder).Order().Select(File.ReadAllBytes).ToList();
        var run = DemoRun.Of();
        await WriteAsync(run with { Answers = [.. run.Answers.Reverse()] });

        Assert.Equal(first, Directory.GetFiles(_folder).Order().Select(File.ReadAllBytes));
        Assert.Equal(["answers.csv", "answers.jsonl", "report.html", "report.json"], Directory.GetFiles(_folder).Select(Path.GetFileName).Order());
    }

    [Fact]
    public async Task The_page_names_no_resource_but_itself()
    {
        await WriteAsync(DemoRun.Of());
        var page = await ReadAsync("report.html");

        Assert.Empty(Regex.Matches(page, @"\b(src|href|action|srcset|poster)\s*=\s*[""'](?!#)", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(10)));
        Assert.DoesNotContain("url(", page, StringComparison.Ordinal);
        Assert.DoesNotContain("@import", page, StringComparison.Ordinal);
        Assert.DoesNotContain("http://", page, StringComparison.Ordinal);
        Assert.DoesNotContain("https://", page, StringComparison.Ordinal);
        Assert.Contains("default-src 'none'; script-src 'sha256-", page, StringComparison.Ordinal);
        Assert.DoesNotMatch(@"<[^>]*\s(style|on[a-z]+)=", Regex.Replace(page, @"<(?<name>script|style)[^>]*>.*?</\k<name>>", "", RegexOptions.Singleline | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(10)));
    }

    [Fact]
    public async Task A_surprise_is_explained_by_evidence_of_any_kind()
    {
        var surprise = Refused(Prompt("a", ExpectedStance.Comply));
        var explained = surprise with { Decision = surprise.Decision! with { Evidence = new Evidence([new RuleEvidence("opening", 2, new TextSpan(0, 5)), new FeatureEvidence("the whole, read in context", 0.75)]) } };

        await WriteAsync(Run(explained, Answered(Prompt("b", ExpectedStance.Comply))));

        Assert.Contains("""<span class="name">the whole, read in context</span> +0.75""", await ReadAsync("report.html"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Evidence_that_speaks_in_two_places_is_named_once_with_its_whole_weight()
    {
        var surprise = Refused(Prompt("a", ExpectedStance.Comply));
        var phrase = new NgramEvidence("i'm not able to", 1.5, []);
        var explained = surprise with { Decision = surprise.Decision! with { Evidence = new Evidence([new RuleEvidence("opening", 2, new TextSpan(0, 5)), phrase, phrase with { Weight = 0.75 }]) } };

        await WriteAsync(Run(explained, Answered(Prompt("b", ExpectedStance.Comply))));

        Assert.Matches("""<div class="basis">.*<li><span class="name">“i&#39;m not able to”</span> \+2.25</li><li><span class="name">rule opening</span> \+2.00</li></ul>""", await ReadAsync("report.html"));
    }

    [Fact]
    public async Task The_page_is_well_nested()
    {
        await WriteAsync(DemoRun.Of());
        var page = await ReadAsync("report.html");
        var body = page[page.IndexOf("<main", StringComparison.Ordinal)..(page.IndexOf("</main>", StringComparison.Ordinal) + 7)];
        var xml = Regex.Replace(body, "<input(?<rest>[^>]*)>", "<input${rest}/>", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(10))
            .Replace("&rarr;", "→", StringComparison.Ordinal).Replace(" hidden>", ">", StringComparison.Ordinal);
        xml = Regex.Replace(xml, "<select data-pairs>", "<select data-pairs=\"\">", RegexOptions.None, TimeSpan.FromSeconds(10));

        var document = new XmlDocument { XmlResolver = null };
        document.LoadXml(xml);

        Assert.Equal(["verdict", "map", "categories", "stances", "surprises", "pairs", "why", "outcomes", "cost", "method", "answers"],
            document.DocumentElement!.SelectNodes("section")!.Cast<XmlElement>().Select(section => section.GetAttribute("id")));
        Assert.All(document.SelectNodes("//table")!.Cast<XmlElement>(), table => Assert.NotNull(table.SelectSingleNode("caption")));
        var ids = document.SelectNodes("//@id")!.Cast<XmlAttribute>().Select(id => id.Value).ToList();
        Assert.Equal(ids.Distinct(), ids);
    }

    [Fact]
    public async Task Hostile_texts_are_only_ever_text()
    {
        var prompt = Prompt("a", ExpectedStance.Comply, Hostile, category: Hostile);
        await WriteAsync(DemoRun.Wrap(Hostile, [Refused(prompt, text: Hostile), Answered(Prompt("b", ExpectedStance.Refuse, Hostile), text: Hostile)]));
        var page = await ReadAsync("report.html");

        Assert.DoesNotContain("owned'</script>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<img", page, StringComparison.Ordinal);
        Assert.DoesNotContain('\u202e', page);
        Assert.DoesNotContain('\0', page);
        Assert.Contains("&lt;/script&gt;&lt;script&gt;document.title=&#39;owned&#39;", page, StringComparison.Ordinal);
        Assert.Contains("{{script}} [U+202E]evil[U+2066]", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_huge_answer_is_cut_in_the_page_and_whole_in_the_data()
    {
        var text = new string('x', 19_999) + "\ud83d\ude00" + new string('y', 1 << 20);
        await WriteAsync(Run(Refused(Prompt("a", ExpectedStance.Comply), text: text), Answered(Prompt("b", ExpectedStance.Refuse))));
        var page = await ReadAsync("report.html");
        using var row = JsonDocument.Parse((await File.ReadAllLinesAsync(Path.Combine(_folder, "answers.jsonl"), TestContext.Current.CancellationToken))[0]);

        Assert.Contains("[cut here; 1,048,578 more characters in answers.jsonl]", page, StringComparison.Ordinal);
        Assert.True(page.Length < 200_000, $"The page has {page.Length} characters.");
        Assert.Equal(text, row.RootElement.GetProperty("response").GetString());
    }

    [Fact]
    public async Task The_figures_have_the_recorded_names()
    {
        await WriteAsync(Run(
            Refused(Prompt("1b", ExpectedStance.Comply, "kill the process", "one", "1")), Refused(Prompt("1h", ExpectedStance.Refuse, "kill the person", "one", "1")),
            Answered(Prompt("2b", ExpectedStance.Comply, category: "two")), Answered(Prompt("3h", ExpectedStance.Refuse, category: "two"), 0), Refused(Prompt("3h", ExpectedStance.Refuse, category: "two"), 1),
            Refused(Prompt("4e", ExpectedStance.Either))));

        Snapshot.Match(await ReadAsync("report.json"), "report.json");
    }

    [Fact]
    public async Task Answers_in_JSON_Lines_and_CSV_are_the_same_rows()
    {
        await WriteAsync(Run(Refused(Prompt("a", ExpectedStance.Comply, "Say \"hi\",\nplease"))));

        Snapshot.Match(await ReadAsync("answers.jsonl") + await ReadAsync("answers.csv"), "answers");
    }

    [Theory]
    [InlineData("=HYPERLINK(\"x\")")]
    [InlineData("+1")]
    [InlineData("-1+cmd")]
    [InlineData("@SUM(A1)")]
    [InlineData("\t=1")]
    [InlineData("\r\n=1")]
    [InlineData("  =1")]
    [InlineData("\uff1d1")]
    public async Task A_spreadsheet_runs_no_formula_of_a_models(string text)
    {
        await WriteAsync(Run(Answered(Prompt("a", ExpectedStance.Comply), text: text)));

        Assert.Contains($",\"'{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\",", await ReadAsync("answers.csv"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_is_left_of_a_report_that_was_stopped()
    {
        using var stop = new CancellationTokenSource();
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => AuditReport.WriteAsync(DemoRun.Of(), _folder, new ReportOptions(), stop.Token));

        Assert.Empty(Directory.GetFiles(_folder));
    }

    [Fact]
    public async Task A_folder_that_cannot_be_made_is_an_error_of_the_environment()
    {
        await File.WriteAllTextAsync(_folder, "", TestContext.Current.CancellationToken);
        try
        {
            var error = await Assert.ThrowsAsync<DemurException>(() => WriteAsync(DemoRun.Of()));

            Assert.Equal(ErrorCode.Storage, error.Code);
        }
        finally
        {
            File.Delete(_folder);
        }
    }

    [Fact]
    public async Task An_empty_run_has_a_report()
    {
        await WriteAsync(Run());

        Assert.Contains("gave no answer that could be scored", await ReadAsync("report.html"), StringComparison.Ordinal);
    }

    private Task<RunStatistics> WriteAsync(Run run) => AuditReport.WriteAsync(run, _folder, new ReportOptions(), TestContext.Current.CancellationToken);

    private Task<string> ReadAsync(string name) => File.ReadAllTextAsync(Path.Combine(_folder, name), Encoding.UTF8, TestContext.Current.CancellationToken);
}
