using System.CommandLine;
using Demur.Cli;

namespace Demur.Tests.Cli;

public sealed class ValueCheckTests
{
    [Fact]
    public async Task An_empty_value_of_any_argument_or_option_is_named_and_ends_with_2()
    {
        var checkedValues = 0;
        foreach (var (path, command) in DemurCli.CommandNames.SelectMany(name => Below([name], DemurCli.Parse([name]).CommandResult.Command)))
        {
            foreach (var option in command.Options.Where(option => option.ValueType != typeof(bool) && option.HelpName is not (null or "text" or "label")))
            {
                await IsNamedAsync([.. path, option.Name, ""], option.Name);
                checkedValues++;
            }

            foreach (var (argument, index) in command.Arguments.Select((argument, index) => (argument, index)))
            {
                await IsNamedAsync([.. path, .. Enumerable.Repeat("x", index), ""], $"<{argument.Name}>");
                checkedValues++;
            }
        }

        Assert.True(checkedValues > 80, $"only {checkedValues} values were found to check");
    }

    [Fact]
    public async Task An_empty_free_text_may_be_meant()
    {
        var run = await CliRun.OfAsync(["audit", "--system", "", "--samples", "0"]);

        Assert.Equal("demur: --samples is 0; it must be from 1 to 10000.\n", run.Error);
    }

    [Theory]
    [InlineData("--temperature", "0,1", "write 0.1.")]
    [InlineData("--price-in", "0,15", "write 0.15.")]
    [InlineData("--max-cost", "1,50", "write 1.50.")]
    [InlineData("--max-cost", "1,000", "write a number such as 0.5 or 1000, with a point and without separators.")]
    [InlineData("--max-cost", "much", "write a number such as 0.5 or 1000, with a point and without separators.")]
    [InlineData("--timeout", "NaN", "write a number such as 0.5 or 1000, with a point and without separators.")]
    [InlineData("--max-tokens", "1,000", "write a whole number without separators, such as 1000.")]
    [InlineData("--samples", "1.5", "write a whole number without separators, such as 1000.")]
    [InlineData("--samples", "3000000000", "write a whole number of at most 2147483647.")]
    [InlineData("--max-requests", "many", "write a whole number without separators, such as 1000.")]
    [InlineData("--seed", "one", "write a whole number without separators, such as 1000.")]
    public async Task A_number_that_is_not_written_as_one_is_never_guessed(string option, string value, string advice)
    {
        var run = await CliRun.OfAsync(["audit", option, value]);

        Assert.Equal(2, run.ExitCode);
        Assert.Equal($"demur: {option} is '{value}'; {advice}\nSee 'demur audit --help'.\n", run.Error);
    }

    [Theory]
    [InlineData("--max-tokens", "0", "--max-tokens is 0; it must be at least 1.")]
    [InlineData("--timeout", "-1", "--timeout is -1 seconds; it must be more than 0 seconds and at most a day.")]
    [InlineData("--temperature", "2.5", "--temperature is 2.5; it must be from 0 to 2.")]
    [InlineData("--attempts", "0", "--attempts is 0; it must be at least 1.")]
    public async Task A_number_out_of_its_range_is_called_by_its_option(string option, string value, string error)
    {
        var run = await CliRun.OfAsync(["audit", option, value]);

        Assert.Equal(2, run.ExitCode);
        Assert.Equal($"demur: {error}\n", run.Error);
    }

    private static async Task IsNamedAsync(string[] args, string name)
    {
        var run = await CliRun.OfAsync(args);

        Assert.True(run.ExitCode == 2 && run.Error.StartsWith($"demur: {name} is empty; ", StringComparison.Ordinal), $"{string.Join(' ', args)}: {run.ExitCode}, {run.Error}");
    }

    private static IEnumerable<(string[] Path, Command Command)> Below(string[] path, Command command) =>
        command.Subcommands.SelectMany(below => Below([.. path, below.Name], below)).Prepend((path, command));
}
