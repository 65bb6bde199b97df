using System.Text.Json;

namespace Demur.Tests.Cli;

public sealed class LearnSuspectsCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("demur-suspects").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_wrong_label_is_found_decided_on_by_a_person_and_mended_with_every_column_kept()
    {
        var (data, review, cleaned) = (await MailsAsync(), In("review.jsonl"), In("cleaned.csv"));

        var search = await CliRun.OfAsync(["learn", "suspects", data, "--target", "kind", "--review", review, "-q"]);
        var lines = await File.ReadAllLinesAsync(review, TestContext.Current.CancellationToken);
        var found = lines.Single(line => JsonDocument.Parse(line).RootElement.GetProperty("row").GetInt32() == 7);
        await File.WriteAllLinesAsync(review, [found.Replace("\"decision\":\"\"", "\"decision\":\"accept\"", StringComparison.Ordinal)], TestContext.Current.CancellationToken);
        var apply = await CliRun.OfAsync(["learn", "suspects", data, "--target", "kind", "--apply", review, "--out", cleaned]);

        Assert.Equal((0, 0), (search.ExitCode, apply.ExitCode));
        Assert.Contains(" of 60 labels are suspect (confident", search.Out, StringComparison.Ordinal);
        Assert.Equal($"{cleaned}: 60 texts kept, 1 of them relabelled, 0 dropped\n", apply.Out);
        var before = await File.ReadAllLinesAsync(data, TestContext.Current.CancellationToken);
        var after = await File.ReadAllLinesAsync(cleaned, TestContext.Current.CancellationToken);
        Assert.Equal(before.Length, after.Length);
        Assert.Equal("\"7\",\"cheap pills and money offer 7\",\"spam\"", after[8]);
        Assert.Equal(before.Where((_, i) => i != 8), after.Where((_, i) => i != 8).Select(line => line.Replace("\"", "", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Json_has_every_suspect_with_its_neighbours()
    {
        var run = await CliRun.OfAsync(["learn", "suspects", await MailsAsync(), "--target", "kind", "--none", "ham", "--json", "-q"]);

        var report = JsonDocument.Parse(run.Out).RootElement;
        Assert.Equal(60, report.GetProperty("rows").GetInt32());
        Assert.StartsWith("intrinsic", report.GetProperty("strategy").GetString(), StringComparison.Ordinal);
        Assert.All(report.GetProperty("suspects").EnumerateArray(), suspect => Assert.Equal("ham", suspect.GetProperty("given").GetString()));
    }

    [Theory]
    [InlineData("missing column", "there is no such column; found id, text, kind. Name it by --target", "learn", "suspects", "DATA")]
    [InlineData("no output", "--apply needs --out, the cleaned file to write.", "learn", "suspects", "DATA", "--target", "kind", "--apply", "DATA")]
    [InlineData("no reference", "give their file by --checked", "learn", "suspects", "DATA", "--target", "kind", "--strategy", "extrinsic")]
    [InlineData("unknown strategy", "'guess'", "learn", "suspects", "DATA", "--target", "kind", "--strategy", "guess")]
    public async Task Bad_input_is_told_in_one_sentence(string name, string message, params string[] call)
    {
        var data = await MailsAsync();

        var run = await CliRun.OfAsync([.. call.Select(word => word == "DATA" ? data : word)]);

        Assert.True(run.ExitCode == 2, name);
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
        Assert.Equal("", run.Out);
    }

    private string In(string file) => Path.Combine(_folder, file);

    /// <summary>Sixty mails of two kinds; the eighth speaks of pills and is labelled as ham.</summary>
    private async Task<string> MailsAsync()
    {
        var rows = Enumerable.Range(0, 60).Select(i => i == 7 || i % 2 == 0
            ? $"{i},cheap pills and money offer {i},{(i == 7 ? "ham" : "spam")}"
            : $"{i},minutes of the meeting with agenda {i},ham");
        await File.WriteAllLinesAsync(In("mails.csv"), ["id,text,kind", .. rows], TestContext.Current.CancellationToken);
        return In("mails.csv");
    }
}
