using Demur.Cli.Rendering;
using Demur.Decisions;

namespace Demur.Tests.Cli;

public sealed class PlainTextTests
{
    [Fact]
    public void What_steers_a_terminal_is_taken_out()
    {
        const string hostile = "a\u001b[31mb\u001b]0;title\ac\u009b2Jd\te\nf\r\ng\u007f";

        Assert.Equal("a[31mb]0;titlec2Jd e\nf\ng", PlainText.Printable(hostile));
        Assert.Equal("a[31mb]0;titlec2Jd e f g", PlainText.InLine(hostile));
        Assert.Equal("one two", PlainText.OneLine(" one \t\n two "));
    }

    [Fact]
    public void A_highlighted_text_stays_in_its_cell()
    {
        var shown = EvidenceView.Highlight("How\tto \u001b[2Jkill", Evidence.None);

        Assert.Equal("How to [[2Jkill", shown);
    }

    [Fact]
    public async Task A_column_name_in_an_error_cannot_steer_the_terminal()
    {
        var run = await CliRun.OfAsync(["label"], """{"\u001b[2Jx":1}""");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("found [2Jx", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', run.Error);
    }
}
