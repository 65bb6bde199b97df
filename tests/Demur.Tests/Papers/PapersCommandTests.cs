using System.Text.Json;
using Demur.Papers;
using Demur.Testing;
using Demur.Tests.Cli;

namespace Demur.Tests.Papers;

public sealed class PapersCommandTests
{
    [Theory]
    [InlineData(60)]
    [InlineData(80)]
    [InlineData(140)]
    public async Task A_search_fits_the_width(int width)
    {
        var run = await CliRun.OfAsync(["papers", "refusal", "direction"], width: width);

        Assert.Equal(0, run.ExitCode);
        Assert.All(run.Out.Split('\n'), line => Assert.InRange(line.Length, 0, width));
        Snapshot.Match(run.Out, $"Search.{width}");
    }

    [Theory]
    [InlineData(60)]
    [InlineData(80)]
    [InlineData(140)]
    public async Task The_list_fits_the_width_and_holds_all_papers(int width)
    {
        var run = await CliRun.OfAsync(["papers"], width: width);

        var table = run.Out.Split('\n').Where(line => !line.StartsWith("56 papers", StringComparison.Ordinal)).ToList();
        Assert.All(table, line => Assert.InRange(line.Length, 0, width));
        Assert.Equal(56, table.Count(line => line.Length > 4 && char.IsAsciiDigit(line[2]) && char.IsAsciiDigit(line[3])));
        Assert.Contains($"56 papers, {PaperCatalogue.Default.All.Count(paper => paper.Status == PaperStatus.Available)} available.", run.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(60)]
    [InlineData(100)]
    public async Task One_paper_is_shown_in_full(int width)
    {
        var run = await CliRun.OfAsync(["papers", "9"], width: width);

        Assert.All(run.Out.Split('\n'), line => Assert.InRange(line.Length, 0, width));
        Snapshot.Match(run.Out, $"One.{width}");
    }

    [Fact]
    public async Task Json_lists_searches_and_shows()
    {
        using var all = JsonDocument.Parse((await CliRun.OfAsync(["papers", "--json"])).Out);
        using var found = JsonDocument.Parse((await CliRun.OfAsync(["papers", "membership", "--json"])).Out);
        using var one = JsonDocument.Parse((await CliRun.OfAsync(["papers", "01", "--json"])).Out);

        Assert.Equal(56, all.RootElement.GetArrayLength());
        Assert.Equal("55", found.RootElement[0].GetProperty("paper").GetProperty("number").GetString());
        Assert.Equal("membership", found.RootElement[0].GetProperty("words")[0].GetString());
        Assert.Equal("available", one.RootElement.GetProperty("status").GetString());
        Assert.Equal("2306.03423", one.RootElement.GetProperty("arXiv").GetString());
    }

    [Fact]
    public async Task Words_that_no_paper_holds_say_so()
    {
        var run = await CliRun.OfAsync(["papers", "zebra"]);

        Assert.Equal(0, run.ExitCode);
        Assert.Equal("No paper holds any of these words: zebra. 'demur papers' lists all.\n", run.Out);
    }

    [Fact]
    public async Task An_unknown_number_ends_with_2()
    {
        var run = await CliRun.OfAsync(["papers", "99"]);

        Assert.Equal(2, run.ExitCode);
        Assert.Equal("demur: There is no paper '99'; the catalogue holds 01 to 56.\n", run.Error);
    }
}
