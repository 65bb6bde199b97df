using Demur.Audit.Comparison;
using Demur.Audit.Suites;
using Demur.Cli.Commands;
using Demur.Testing;
using Demur.Tests.Audit.Reports;
using Spectre.Console.Testing;

namespace Demur.Tests.Cli;

public sealed class DiffViewTests
{
    [Theory]
    [InlineData(60)]
    [InlineData(80)]
    [InlineData(140)]
    public void A_comparison_fits_the_terminal(int width)
    {
        using var console = new TestConsole();
        console.Profile.Width = width;

        DiffView.Show(console, RunComparison.Of(DemoRun.Of(), DemoRun.Of("sample-2.1"), SafetyTaxonomy.BuiltIn));

        Assert.All(console.Lines, line => Assert.True(line.Length <= width, line));
        Snapshot.Match(console.Output, $"Diff.{width}");
    }
}
