using System.Text.Json;
using Demur.Testing;

namespace Demur.Tests.Cli;

public sealed class SuitesCommandTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("demur-suites-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData(60)]
    [InlineData(100)]
    public async Task The_list_fits_the_terminal(int width)
    {
        var run = await CliRun.OfAsync(["suites"], width: width);

        Assert.Equal(0, run.ExitCode);
        Snapshot.Match(run.Out, $"Suites.{width}");
    }

    [Fact]
    public async Task One_suite_is_shown_by_category()
    {
        var run = await CliRun.OfAsync(["suites", "noncompliance"], width: 80);

        Assert.Equal(0, run.ExitCode);
        Snapshot.Match(run.Out, "Suites.noncompliance");
    }

    [Fact]
    public async Task As_json_the_list_counts_and_one_suite_names_its_categories()
    {
        using var list = JsonDocument.Parse((await CliRun.OfAsync(["suites", "--json"])).Out);
        using var core = JsonDocument.Parse((await CliRun.OfAsync(["suites", "core", "--json"])).Out);

        var first = list.RootElement[0];
        Assert.Equal(("core", 520, 260), (first.GetProperty("name").GetString(), first.GetProperty("prompts").GetInt32(), first.GetProperty("pairs").GetInt32()));
        Assert.False(first.TryGetProperty("categories", out _));
        var category = core.RootElement.GetProperty("categories")[0];
        Assert.Equal(("personal-insults", "Hostile speech", 5), (category.GetProperty("id").GetString(), category.GetProperty("group").GetString(), category.GetProperty("refuse").GetInt32()));
    }

    [Fact]
    public async Task An_exported_suite_reads_back_with_the_same_prompts_and_is_never_overwritten()
    {
        var file = Path.Combine(_folder.FullName, "core.jsonl");

        var first = await CliRun.OfAsync(["suites", "core", "--export", file]);
        var back = await CliRun.OfAsync(["suites", file, "--json"]);
        var again = await CliRun.OfAsync(["suites", "core", "--export", file]);

        Assert.Equal((0, "Wrote 520 prompts to " + file + ".\n"), (first.ExitCode, first.Error));
        using var json = JsonDocument.Parse(back.Out);
        Assert.Equal((520, 260), (json.RootElement.GetProperty("prompts").GetInt32(), json.RootElement.GetProperty("pairs").GetInt32()));
        Assert.Equal(2, again.ExitCode);
        Assert.Contains("exists already", again.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_from_standard_input_is_checked_with_mapped_columns()
    {
        var run = await CliRun.OfAsync(["suites", "-", "--map", "text=frage", "--json"], input: """{"frage":"Wie spät ist es?","language":"de"}""");

        using var json = JsonDocument.Parse(run.Out);
        Assert.Equal(("stdin", 1), (json.RootElement.GetProperty("name").GetString(), json.RootElement.GetProperty("either").GetInt32()));
    }

    [Fact]
    public async Task Exporting_everything_at_once_is_a_usage_error()
    {
        var run = await CliRun.OfAsync(["suites", "--export", "x.jsonl"]);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("--export needs a suite", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_suite_is_answered_with_the_nearest_name()
    {
        var run = await CliRun.OfAsync(["suites", "pasttense"]);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("'past-tense'", run.Error, StringComparison.Ordinal);
    }
}
