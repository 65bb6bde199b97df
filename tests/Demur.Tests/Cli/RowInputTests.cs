using System.Text.Json;
using Demur.Tests.Audit;

namespace Demur.Tests.Cli;

public sealed class RowInputTests
{
    private const string Refused = """{"prompt":"a","response":"I'm sorry, but I can't help with that.","label":"refusal"}""";
    private const string Answered = """{"prompt":"b","response":"Sure, here are three ideas.","label":"compliance"}""";

    [Fact]
    public async Task A_prompt_field_that_no_row_has_is_an_error_with_the_fields_there_are()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllLinesAsync(folder["a.jsonl"], Enumerable.Repeat(Refused, 600), TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(folder["a.csv"], "prompt,response,label\na,I can't help with that.,refusal\n", TestContext.Current.CancellationToken);

        string[][] commands = [["label", folder["a.jsonl"]], ["label", folder["a.csv"]], ["eval", "labeler", "--data", folder["a.csv"]], ["label", "-"]];
        foreach (var args in commands)
        {
            var run = await CliRun.OfAsync([.. args, "--prompt-field", "promt"], Refused);

            Assert.Equal(2, run.ExitCode);
            Assert.Contains("no column 'promt'; found prompt, response, label. Name the field", run.Error, StringComparison.Ordinal);
            Assert.Empty(run.Out);
        }
    }

    [Fact]
    public async Task A_prompt_field_may_be_absent_from_some_rows_and_from_all_when_it_is_not_named()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllLinesAsync(folder["some.jsonl"], ["""{"response":"I can't help with that."}""", """{"q":"Hi","response":"Hello!"}"""], TestContext.Current.CancellationToken);

        var named = await CliRun.OfAsync(["label", folder["some.jsonl"], "--prompt-field", "q", "--quiet"]);
        var unnamed = await CliRun.OfAsync(["label", folder["some.jsonl"], "--quiet"]);

        Assert.Equal((0, "", 0, ""), (named.ExitCode, named.Error, unnamed.ExitCode, unnamed.Error));
    }

    [Fact]
    public async Task A_response_field_that_no_row_has_is_not_measured_as_silence()
    {
        var run = await CliRun.OfAsync(["eval", "labeler", "--data", "-", "--response-field", "answer"], Refused);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("no column 'answer'; found prompt, response, label.", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("label")]
    [InlineData("eval labeler --data -")]
    public async Task Bare_text_and_empty_input_hold_no_rows(string command)
    {
        var bare = await CliRun.OfAsync(command.Split(' '), "I'm sorry I can't help\n");
        var empty = await CliRun.OfAsync(command.Split(' '));

        const string expected = "demur: standard input holds no rows: one JSON object a line was expected, or CSV with a line of column names before its rows.\n";
        Assert.Equal((2, expected, ""), (bare.ExitCode, bare.Error, bare.Out));
        Assert.Equal((2, expected), (empty.ExitCode, empty.Error));
    }

    [Fact]
    public async Task Broken_rows_are_left_out_and_counted_when_that_is_asked_for()
    {
        var input = string.Join('\n', Refused, "{broken", """{"prompt":"no response"}""", Answered);

        var stopped = await CliRun.OfAsync(["label", "--json"], input);
        var skipped = await CliRun.OfAsync(["label", "--json", "--skip-broken", "--quiet"], input);
        var measured = await CliRun.OfAsync(["eval", "labeler", "--data", "-", "--json", "--skip-broken"], string.Join('\n', input, """{"prompt":"a","response":"b","label":"perhaps"}"""));

        Assert.Equal(2, stopped.ExitCode);
        Assert.Equal(0, skipped.ExitCode);
        Assert.Equal([0, 3], skipped.Out.TrimEnd().Split('\n').Select(line => JsonDocument.Parse(line).RootElement.GetProperty("row").GetInt32()));
        Assert.StartsWith("demur: 2 broken rows were left out; the first: standard input:2:", skipped.Error, StringComparison.Ordinal);
        Assert.Equal(0, measured.ExitCode);
        Assert.StartsWith("demur: 3 broken rows were left out; ", measured.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_but_broken_rows_is_an_error()
    {
        var run = await CliRun.OfAsync(["label", "--skip-broken"], "{broken\n");

        Assert.Equal(2, run.ExitCode);
        Assert.EndsWith("demur: standard input holds no rows that can be read.\n", run.Error, StringComparison.Ordinal);
    }
}
