using System.CommandLine;
using System.Text.Json;
using Demur.Cli.Hosting;
using Demur.Cli.Rendering;
using Demur.Data;
using Demur.Learning.Noise;

namespace Demur.Cli.Commands;

/// <summary><c>demur learn suspects</c>: ranks the labels of a file that may be wrong, and carries out what a person decided on them.</summary>
internal static class LearnSuspectsCommand
{
    private const string Confident = "confident";
    private static readonly string[] Strategies = [Confident, "intrinsic", "extrinsic", "out-of-fold"];
    private static readonly Argument<string> Data = new("data") { Description = "Labelled texts: CSV, TSV, JSONL, JSON or Parquet, also gzipped; '-' for standard input." };
    private static readonly Option<string> Text = new("--text") { Description = "The column with the text.", HelpName = "column", DefaultValueFactory = _ => "text" };
    private static readonly Option<string> Target = new("--target", "-t") { Description = "The column with the label.", HelpName = "column", DefaultValueFactory = _ => "label" };
    private static readonly Option<string?> None = new("--none") { Description = "The label for none of the others, where missed positives hide.", HelpName = "label" };
    private static readonly Option<string?> Strategy = new("--strategy") { Description = $"How to look: {string.Join(", ", Strategies)}; intrinsic with --none, extrinsic with --checked, else confident.", HelpName = "name" };
    private static readonly Option<string?> Checked = new("--checked") { Description = "A file of texts with labels that were checked, of the same columns.", HelpName = "file" };
    private static readonly Option<bool> InScores = new("--in-scores") { Description = "Look for neighbours among out-of-fold scores in place of words." };
    private static readonly Option<int> Seeds = new("--seeds") { Description = "Repeat the search over so many seeds and say how stable each suspicion is.", HelpName = "n", DefaultValueFactory = _ => 1 };
    private static readonly Option<string?> Review = new("--review") { Description = "Write the suspects here, one JSON object a line, to be decided on by a person.", HelpName = "file" };
    private static readonly Option<string?> Apply = new("--apply") { Description = "Do not search; carry out the decisions of this review file and write --out.", HelpName = "file" };
    private static readonly Option<string?> Output = new("--out", "-o") { Description = "With --apply: the cleaned file to write, with all columns: CSV where it ends in .csv, else JSON lines.", HelpName = "file" };
    private static readonly Option<int> Show = new("--show") { Description = "How many suspects to print.", HelpName = "n", DefaultValueFactory = _ => 10 };

    /// <summary>Builds the command.</summary>
    public static Command Create(CliHost host)
    {
        var command = new Command("suspects", "Rank labels that may be wrong, with the evidence, for a person to review.")
        {
            Data, Text, Target, None, Strategy, Checked, InScores, Seeds, Review, Apply, Output, Show,
        };
        command.SetAction((parsed, cancel) => RunAsync(parsed, host, cancel));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CliHost host, CancellationToken cancellationToken)
    {
        if (parsed.GetValue(Apply) is { } decisions)
        {
            return await CleanAsync(parsed, host, decisions, cancellationToken).ConfigureAwait(false);
        }

        var data = await ReadAsync(parsed, host, parsed.GetRequiredValue(Data), cancellationToken).ConfigureAwait(false);
        var strategy = await StrategyAsync(parsed, host, cancellationToken).ConfigureAwait(false);
        var options = new NoiseOptions { NoneLabel = parsed.GetValue(None), Seeds = parsed.GetValue(Seeds) };
        options = parsed.GetValue(InScores) ? options with { Embedding = null } : options;
        var (kept, contradictions) = data.Distinct();
        using var progress = new StageProgress(host, parsed.GetValue(host.Common.Quiet));
        progress.Report(new Progress.ProgressEvent { Stage = "searching" });
        var found = new NeighbourNoiseDetector(strategy, options).Detect(data.Select(kept), parsed.GetValue(host.Common.Seed), cancellationToken);
        progress.Clear();

        // Rows are those of the file, with its duplicates.
        var report = found with { Data = data, Suspects = [.. found.Suspects.Select(suspect => suspect with { Row = kept[suspect.Row] })] };
        if (parsed.GetValue(Review) is { } path)
        {
            ReviewFile.Write(path, report);
            await host.Error.WriteLineAsync($"Wrote {Path.GetFullPath(path)}: decide on each line by its \"decision\" (keep, drop, accept) or a \"newLabel\", then run with --apply.").ConfigureAwait(false);
        }

        if (parsed.GetValue(host.Common.Json))
        {
            SuspectsView.WriteJson(host.Out, report, contradictions);
        }
        else
        {
            SuspectsView.Show(host.Screen, report, contradictions, data.Count - kept.Count, parsed.GetValue(Show));
        }

        return 0;
    }

    private static async Task<LabelledTexts> ReadAsync(ParseResult parsed, CliHost host, string path, CancellationToken cancellationToken)
    {
        var (texts, labels) = (new List<string>(), new List<string>());
        await foreach (var row in DataFile.ReadAsync(path, new DataFileOptions { StandardInput = host.OpenInput }, cancellationToken).ConfigureAwait(false))
        {
            texts.Add(Value(row, parsed, Text));
            labels.Add(Value(row, parsed, Target));
        }

        return new LabelledTexts(texts, labels);
    }

    private static string Value(DataRow row, ParseResult parsed, Option<string> column)
    {
        var name = parsed.GetRequiredValue(column);
        return row.Has(name) ? row.GetString(name) : throw row.Error(name, $"there is no such column; found {string.Join(", ", row.Columns)}. Name it by {column.Name}");
    }

    private static async Task<INoiseStrategy> StrategyAsync(ParseResult parsed, CliHost host, CancellationToken cancellationToken)
    {
        var reference = parsed.GetValue(Checked);
        var name = parsed.GetValue(Strategy) ?? (reference is not null ? "extrinsic" : parsed.GetValue(None) is not null ? "intrinsic" : Confident);
        return name switch
        {
            Confident => new ConfidentNoiseStrategy(),
            "intrinsic" => new IntrinsicNoiseStrategy(),
            "out-of-fold" => new OutOfFoldNoiseStrategy(),
            "extrinsic" when reference is not null => new ExtrinsicNoiseStrategy(await ReadAsync(parsed, host, reference, cancellationToken).ConfigureAwait(false), withPositives: true),
            "extrinsic" => throw new DemurException(ErrorCode.Usage, "The extrinsic strategy compares with checked texts; give their file by --checked."),
            _ => throw Names.Unknown("strategy", name, Strategies),
        };
    }

    private static async Task<int> CleanAsync(ParseResult parsed, CliHost host, string decisions, CancellationToken cancellationToken)
    {
        var target = parsed.GetValue(Output) ?? throw new DemurException(ErrorCode.Usage, "--apply needs --out, the cleaned file to write.");
        var (columns, rows) = (new List<string>(), new List<DataRow>());
        await foreach (var row in DataFile.ReadAsync(parsed.GetRequiredValue(Data), new DataFileOptions { StandardInput = host.OpenInput }, cancellationToken).ConfigureAwait(false))
        {
            columns.AddRange(row.Columns.Except(columns, StringComparer.Ordinal).ToList());
            rows.Add(row);
        }

        var label = parsed.GetRequiredValue(Target);
        var data = new LabelledTexts([.. rows.Select(row => Value(row, parsed, Text))], [.. rows.Select(row => Value(row, parsed, Target))]);
        var cleaned = ReviewFile.Apply(data, ReviewFile.Read(decisions));
        using var content = new MemoryStream();
        var writer = Path.GetExtension(target).Equals(".csv", StringComparison.OrdinalIgnoreCase) ? (IRowWriter)new CsvWriter(content, columns) : new JsonLinesWriter(content, columns);
        await using (writer.ConfigureAwait(false))
        {
            for (var i = 0; i < cleaned.Kept.Count; i++)
            {
                var row = rows[cleaned.Kept[i]];
                await writer.WriteAsync([.. columns.Select(column => string.Equals(column, label, StringComparison.OrdinalIgnoreCase) ? cleaned.Data.Labels[i] : row.FindString(column))], cancellationToken).ConfigureAwait(false);
            }
        }

        AtomicFile.Write(target, stream => stream.Write(content.ToArray()));
        await host.Out.WriteLineAsync(parsed.GetValue(host.Common.Json)
            ? JsonSerializer.Serialize(new Dictionary<string, object> { ["file"] = target, ["kept"] = cleaned.Data.Count, ["dropped"] = cleaned.Dropped.Count, ["relabelled"] = cleaned.Relabelled.Count }, LearnJson.Lines)
            : $"{target}: {cleaned.Data.Count} texts kept, {cleaned.Relabelled.Count} of them relabelled, {cleaned.Dropped.Count} dropped").ConfigureAwait(false);
        return 0;
    }
}
