using Demur.Audit.Gates;
using Demur.Audit.Suites;
using Demur.Cli;
using Demur.Cli.Hosting;
using Demur.Testing;

namespace Demur.Tests.Cli;

public sealed class HelpPageTests
{
    [Theory]
    [InlineData(60)]
    [InlineData(100)]
    public async Task The_help_of_the_audit_is_the_recorded_one(int width)
    {
        var run = await CliRun.OfAsync(["audit", "--help"], width: width);

        Assert.Equal(0, run.ExitCode);
        Assert.All(run.Out.Split('\n').Where(line => !line.Contains("demur", StringComparison.Ordinal)), line => Assert.True(line.Length <= width, line));
        Snapshot.Match(run.Out, $"Help.audit.{width}");
    }

    [Fact]
    public async Task Without_a_command_the_whole_tool_is_explained()
    {
        var bare = await CliRun.OfAsync([]);
        var asked = await CliRun.OfAsync(["--help"]);

        Assert.Equal(0, bare.ExitCode);
        Assert.Equal(asked.Out, bare.Out);
        Assert.All(DemurCli.CommandNames, name => Assert.Contains($"\n  {name} ", bare.Out, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Every_example_of_the_help_is_a_command_line_that_the_tool_understands()
    {
        foreach (var command in DemurCli.CommandNames.Prepend(string.Empty))
        {
            foreach (var (call, _) in HelpExamples.Of(command))
            {
                var words = Words(call[(call.IndexOf("demur ", StringComparison.Ordinal) + 6)..]);
                var run = await CliRun.OfAsync([.. words, "--help"]);

                Assert.True(run.ExitCode == 0 && run.Error.Length == 0, $"{call}: {run.Error}");
                Assert.Empty(DemurCli.Parse(words).Errors);
            }
        }
    }

    [Fact]
    public async Task The_gate_that_the_help_shows_names_a_category_of_the_core_suite()
    {
        var help = (await CliRun.OfAsync(["audit", "--help"], width: 200)).Out;
        var gate = help.Split(' ', ',', ';').Single(word => word.StartsWith("under-refusal[", StringComparison.Ordinal));

        Gate.Parse(gate).RequireCategory([BuiltInSuites.Load("core")]);
    }

    [Fact]
    public async Task A_command_group_lists_what_is_in_it()
    {
        var run = await CliRun.OfAsync(["train", "-h"]);

        Assert.Contains("demur train <command> [options]", run.Out, StringComparison.Ordinal);
        Assert.Contains("\n  predictor  ", run.Out, StringComparison.Ordinal);
    }

    private static List<string> Words(string call)
    {
        List<string> words = [];
        foreach (var (part, index) in call.Split('"', '\'').Select((part, index) => (part, index)))
        {
            words.AddRange(index % 2 == 1 ? [part] : part.Split(' ', StringSplitOptions.RemoveEmptyEntries).TakeWhile(word => word is not (">" or "|")));
        }

        return words;
    }
}
