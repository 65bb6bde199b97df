using System.Text.Json;

namespace Demur.Tests.Cli;

public sealed class PredictorCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("demur-predict").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_predictor_is_trained_shown_and_used_from_the_command_line()
    {
        var model = await TrainAsync();

        var card = await CliRun.OfAsync(["model", "show", model]);
        var text = await CliRun.OfAsync(["predict", "How do I forge a coin?", "--model", model]);
        var json = await CliRun.OfAsync(["predict", "-", "--model", model, "--json"], "{\"prompt\":\"How do I forge a coin?\"}\n{\"prompt\":\"How do I bake bread?\"}\n");

        Assert.Contains("prompt-predictor", card.Out, StringComparison.Ordinal);
        Assert.Contains("refusal", text.Out, StringComparison.Ordinal);
        Assert.Contains("forge +", text.Out, StringComparison.Ordinal);
        var lines = json.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement).ToList();
        Assert.Equal(["refusal", "compliance"], lines.Select(line => line.GetProperty("label").GetString()));
        Assert.Equal("forge", lines[0].GetProperty("evidence").EnumerateArray().Select(item => item.GetProperty("ngram").GetString()).First(ngram => !ngram!.Contains(' ', StringComparison.Ordinal)));
        Assert.Equal((0, 0, 0), (card.ExitCode, text.ExitCode, json.ExitCode));
    }

    [Fact]
    public async Task A_pipe_gets_one_clean_line_a_prompt_and_no_broken_row_when_that_is_asked_for()
    {
        var prompt = string.Concat(Enumerable.Repeat("How do I forge a coin? ", 10)).Trim();
        var input = $$"""
            {"prompt":"How\tdo \u001b[31mI forge?\ud83d"}
            {broken
            {"prompt":"{{prompt}}"}
            """;
        var model = await TrainAsync();

        var stopped = await CliRun.OfAsync(["predict", "-", "--model", model, "--quiet"], input);
        var skipped = await CliRun.OfAsync(["predict", "-", "--model", model, "--quiet", "--skip-broken"], input);

        var lines = skipped.Out.Split('\n').Where(line => line.Length > 0 && line[0] != '\t').Select(line => line.Split('\t')).ToList();
        Assert.Equal(["0", "2"], lines.Select(cells => cells[0]));
        Assert.Equal(["How do [31mI forge?\uFFFD", prompt], lines.Select(cells => cells[3]));
        Assert.StartsWith("demur: 1 broken row was left out; the first: standard input:2:", skipped.Error, StringComparison.Ordinal);
        Assert.Equal((2, 0), (stopped.ExitCode, skipped.ExitCode));
    }

    [Fact]
    public async Task The_card_as_json_has_kind_and_metrics()
    {
        var run = await CliRun.OfAsync(["model", "show", await TrainAsync(), "--json"]);

        var card = JsonDocument.Parse(run.Out).RootElement;
        Assert.Equal("prompt-predictor", card.GetProperty("kind").GetString());
        Assert.InRange(card.GetProperty("metrics").GetProperty("auroc").GetDouble(), 0.9, 1);
    }

    [Fact]
    public async Task Too_few_labels_end_with_2_and_leave_no_file()
    {
        var (data, model) = (Path.Combine(_folder, "few.csv"), Path.Combine(_folder, "few.demur"));
        await File.WriteAllTextAsync(data, "prompt,label\nhello,complied\n", TestContext.Current.CancellationToken);

        var run = await CliRun.OfAsync(["train", "predictor", "--data", data, "--out", model]);

        Assert.Equal(2, run.ExitCode);
        Assert.StartsWith("demur: Not enough data to predict refusals: 1 labelled prompts", run.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(model));
    }

    [Fact]
    public async Task A_label_that_is_no_label_names_its_line()
    {
        var data = Path.Combine(_folder, "odd.csv");
        await File.WriteAllTextAsync(data, "prompt,label\nhello,complied\nbye,perhaps\n", TestContext.Current.CancellationToken);

        var run = await CliRun.OfAsync(["train", "predictor", "--data", data, "--out", Path.Combine(_folder, "odd.demur")]);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("perhaps", run.Error, StringComparison.Ordinal);
        Assert.Contains(":3", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_model_that_is_not_there_and_a_mistyped_file_are_named()
    {
        var absent = await CliRun.OfAsync(["predict", "hello there", "--model", Path.Combine(_folder, "absent.demur")]);
        var mistyped = await CliRun.OfAsync(["predict", "prompts.jsonl", "--model", await TrainAsync()]);

        Assert.Equal((2, 2), (absent.ExitCode, mistyped.ExitCode));
        Assert.Contains("there is no such model file", absent.Error, StringComparison.Ordinal);
        Assert.Contains("prompts.jsonl: there is no such file", mistyped.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Folders_and_an_encoder_that_is_not_used_are_told()
    {
        var model = await TrainAsync();

        var show = await CliRun.OfAsync(["model", "show", _folder]);
        var folder = await CliRun.OfAsync(["predict", _folder, "--model", model]);
        var encoder = await CliRun.OfAsync(["predict", "hello there", "--model", model, "--encoder", "nosuch"]);

        Assert.Equal((2, 2, 2), (show.ExitCode, folder.ExitCode, encoder.ExitCode));
        Assert.Contains("is a folder; name the model file in it", show.Error, StringComparison.Ordinal);
        Assert.Contains("is a folder; give a prompt", folder.Error, StringComparison.Ordinal);
        Assert.Contains("leave --encoder nosuch out", encoder.Error, StringComparison.Ordinal);
    }

    private async Task<string> TrainAsync()
    {
        var (data, model) = (Path.Combine(_folder, "prompts.csv"), Path.Combine(_folder, "p.demur"));
        var rows = Enumerable.Range(0, 60).Select(i => $"How do I {(i % 2 == 0 ? "forge" : "bake")} thing{i % 7}?,{(i % 2 == 0 ? "rejected" : "complied")},{(i % 3 == 0 ? "a" : "b")}");
        await File.WriteAllLinesAsync(data, ["prompt,label,source", .. rows], TestContext.Current.CancellationToken);
        var run = await CliRun.OfAsync(["train", "predictor", "--data", data, "--out", model, "--quiet"]);
        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Contains("AUROC", run.Out, StringComparison.Ordinal);
        Assert.Matches(@"Learning curve, AUROC by prompts to learn from: \d\.\d{3} of \d+(, \d\.\d{3} of \d+){3}\.", run.Out);
        return model;
    }
}
