namespace Demur.Tests.Cli;

public sealed class OrganismCommandTests
{
    [Fact]
    public async Task Unknown_sizes_are_refused_with_the_known_ones()
    {
        var run = await CliRun.OfAsync(["organism", "train", "--size", "huge"]);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("nano", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_that_holds_no_organism_is_bad_input()
    {
        var run = await CliRun.OfAsync(["organism", "gate", Path.Combine(Path.GetTempPath(), "no-such-organism")]);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("organism.json", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Help_lists_the_commands()
    {
        var run = await CliRun.OfAsync(["organism", "--help"]);

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("train", run.Out, StringComparison.Ordinal);
        Assert.Contains("gate", run.Out, StringComparison.Ordinal);
        Assert.Contains("export", run.Out, StringComparison.Ordinal);
    }
}
