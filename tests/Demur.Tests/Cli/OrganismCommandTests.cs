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

    [Fact]
    public async Task A_chat_answers_each_line_and_names_the_words_it_does_not_know()
    {
        var run = await CliRun.OfAsync(["organism", "chat", "--size", "nano"], "How do I steal the wallet?\nhow do i bake the bread ?\n\nhow do i bake the rose ?\n");

        var answers = run.Out.TrimEnd().Split('\n');
        Assert.Equal(0, run.ExitCode);
        Assert.Equal(2, answers.Length);
        Assert.StartsWith("sorry , ", answers[0], StringComparison.Ordinal);
        Assert.Contains("(It does not know: bread.)", run.Error, StringComparison.Ordinal);
        Assert.Contains("\n  how do i ", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_remembered_chat_forgets_its_first_turns_instead_of_ending()
    {
        var lines = string.Concat(Enumerable.Repeat("how do i bake the rose ?\n", 6));
        var tooLong = string.Concat(Enumerable.Repeat("how ", 200));

        var run = await CliRun.OfAsync(["organism", "chat", "--size", "nano", "--remember"], $"{lines}{tooLong}\nwhat is two plus two ?\n");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("forgotten", run.Error, StringComparison.Ordinal);
        Assert.Contains("206 tokens", run.Error, StringComparison.Ordinal);
        Assert.Equal(7, run.Out.TrimEnd().Split('\n').Length);
    }

    [Fact]
    public async Task Quiet_leaves_the_answers_alone()
    {
        var run = await CliRun.OfAsync(["organism", "chat", "--size", "nano", "--quiet"], "how do i bake the bread ?\n");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Single(run.Out.TrimEnd().Split('\n'));
    }

    [Fact]
    public async Task An_impossible_training_is_refused_before_it_starts()
    {
        var run = await CliRun.OfAsync(["organism", "train", "--size", "nano", "--without-authors", "99"]);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("99 authors", run.Error, StringComparison.Ordinal);
    }
}
