namespace Demur.Tests.Cli;

public sealed class UsageTests
{
    [Fact]
    public async Task An_unknown_command_names_the_nearest_one_and_ends_with_2()
    {
        var run = await CliRun.OfAsync(["inof"]);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("'info'", run.Error, StringComparison.Ordinal);
        Assert.Empty(run.Out);
    }

    [Fact]
    public async Task No_arguments_show_the_help()
    {
        var run = await CliRun.OfAsync([]);

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("info", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Info_as_json_is_one_object_on_standard_output()
    {
        var run = await CliRun.OfAsync(["info", "--json"]);

        using var json = System.Text.Json.JsonDocument.Parse(run.Out);
        Assert.StartsWith("0.", json.RootElement.GetProperty("version").GetString(), StringComparison.Ordinal);
        Assert.Empty(run.Error);
    }

    [Fact]
    public async Task A_value_given_to_an_unknown_option_is_not_repeated()
    {
        var run = await CliRun.OfAsync(["audit", "--model", "openai:x", "--api-key=sk-very-secret"]);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("'--api-key'", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", run.Out + run.Error, StringComparison.Ordinal);
    }
}
