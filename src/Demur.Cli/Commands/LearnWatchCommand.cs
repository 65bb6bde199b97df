using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Demur.Cli.Hosting;
using Demur.Cli.Rendering;
using Demur.Data;
using Demur.Learning;
using Demur.Learning.EarlyRisk;
using Demur.Learning.Methods;
using Demur.Learning.Ss3;
using Demur.Metrics;

namespace Demur.Cli.Commands;

/// <summary><c>demur learn watch</c>: reads texts of several streams in their order and raises an alarm as soon as a stream has said enough.</summary>
internal static class LearnWatchCommand
{
    private static readonly Argument<string> Data = new("data") { Description = "Texts in the order in which they came: CSV, TSV, JSONL, JSON or Parquet, also gzipped; '-' for standard input." };
    private static readonly Option<string> Model = new("--model") { Description = "A model of method ss3 that 'demur learn train' made.", HelpName = "file", Required = true };
    private static readonly Option<string> By = new("--by") { Description = "The column that tells streams apart, such as a user or a conversation.", HelpName = "column", Required = true };
    private static readonly Option<string?> Risk = new("--risk") { Description = "The class to raise the alarm for; of two classes the one that scores speak for.", HelpName = "class" };
    private static readonly Option<double> Margin = new("--margin") { Description = "By how much that class's confidence must lead.", HelpName = "x" };
    private static readonly Option<int> InARow = new("--in-a-row") { Description = "For how many texts of the stream in a row it must lead.", HelpName = "n", DefaultValueFactory = _ => 1 };
    private static readonly Option<double?> Slope = new("--slope") { Description = "Raise the alarm by growth instead: the lead must have grown by this a text.", HelpName = "x" };
    private static readonly Option<int> Window = new("--window") { Description = "With --slope: over how many texts growth is measured.", HelpName = "n", DefaultValueFactory = _ => 3 };
    private static readonly Option<string?> Target = new("--target", "-t") { Description = "A column with the true class: a stream with one text of the class to watch for is at risk. Adds ERDE, F1 and speed.", HelpName = "column" };

    /// <summary>Builds the command.</summary>
    public static Command Create(CliHost host)
    {
        var command = new Command("watch", "Read streams of texts and raise an alarm as early as a class leads (SS3).") { Data, Model, By, Risk, Margin, InARow, Slope, Window, Target };
        command.SetAction((parsed, cancel) => RunAsync(parsed, host, cancel));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CliHost host, CancellationToken cancellationToken)
    {
        var policy = Policy(parsed);
        if (ClassifierFile.Load(parsed.GetRequiredValue(Model)) is not Ss3Classifier { Schema.OnlyText: { } text } classifier)
        {
            throw new DemurException(ErrorCode.Usage, $"{parsed.GetValue(Model)}: streams are watched by ss3 models of one text column, whose confidences add up; train one with --method ss3.");
        }

        var risk = parsed.GetValue(Risk) ?? (classifier.Classes.Count == 2 ? classifier.Classes[1] : throw new DemurException(ErrorCode.Usage, $"The model knows {classifier.Classes.Count} classes; say which one to watch for: --risk {classifier.Classes[0]}."));
        _ = classifier.Classes.Contains(risk, StringComparer.Ordinal) ? risk : throw Names.Unknown("class", risk, [.. classifier.Classes]);
        var (streams, json) = (new Dictionary<string, Watched>(StringComparer.Ordinal), parsed.GetValue(host.Common.Json));
        await foreach (var row in LearnArguments.RowsOf(host, parsed.GetRequiredValue(Data), cancellationToken).ConfigureAwait(false))
        {
            var name = Value(row, parsed.GetRequiredValue(By), By);
            if (!streams.TryGetValue(name, out var watched))
            {
                streams[name] = watched = new Watched(classifier.Model.StartStream(), new EarlyRiskMonitor(policy));
            }

            watched.IsAtRisk |= parsed.GetValue(Target) is { } target && Value(row, target, Target).Trim() == risk;
            if (watched.Read(row.FindString(text.Name) ?? "", risk) is { } alarm)
            {
                await host.Out.WriteLineAsync(Line(name, row, watched, alarm, json)).ConfigureAwait(false);
            }
        }

        Summarise(parsed, host, [.. streams.Values], json);
        return 0;
    }

    private static string Value(DataRow row, string column, Option option) => row.Has(column)
        ? row.GetString(column)
        : throw row.Error(column, $"there is no such column; found {string.Join(", ", row.Columns.Take(20))}. Name it by {option.Name}");

    private static IEarlyRiskPolicy Policy(ParseResult parsed)
    {
        if (parsed.GetValue(InARow) < 1 || parsed.GetValue(Window) < 1)
        {
            throw new DemurException(ErrorCode.Usage, "--in-a-row and --window count texts; use 1 or more.");
        }

        return parsed.GetValue(Slope) is { } slope
            ? new SlopePolicy { Slope = slope, Window = parsed.GetValue(Window) }
            : new LeadPolicy { Margin = parsed.GetValue(Margin), Steps = parsed.GetValue(InARow) };
    }

    private static string Line(string name, DataRow row, Watched watched, RiskStep alarm, bool json) => json
        ? JsonSerializer.Serialize(new Dictionary<string, object> { ["stream"] = name, ["row"] = row.Row, ["text"] = watched.Count, ["risk"] = Math.Round(alarm.Risk, 6), ["other"] = Math.Round(alarm.Other, 6) }, LearnJson.Lines)
        : string.Create(CultureInfo.InvariantCulture, $"{name}: alarm at text {watched.Count} (row {row.Row}), confidence {alarm.Risk:0.000} against {alarm.Other:0.000}");

    private static void Summarise(ParseResult parsed, CliHost host, IReadOnlyList<Watched> streams, bool json)
    {
        var alarms = streams.Count(stream => stream.Outcome.AlertAt is not null);
        var head = $"{streams.Count} streams, {alarms} with an alarm.";
        if (parsed.GetValue(Target) is null || streams.Count == 0)
        {
            if (!parsed.GetValue(host.Common.Quiet))
            {
                host.Error.WriteLine(head);
            }

            return;
        }

        List<EarlyOutcome> outcomes = [.. streams.Select(stream => stream.Outcome)];
        var (five, fifty, f1, speed) = (EarlyDetection.Erde(outcomes, 5), EarlyDetection.Erde(outcomes, 50), EarlyDetection.Counts(outcomes).F1, EarlyDetection.Speed(outcomes));
        host.Out.WriteLine(json
            ? JsonSerializer.Serialize(new Dictionary<string, object> { ["streams"] = streams.Count, ["atRisk"] = outcomes.Count(outcome => outcome.IsAtRisk), ["alarms"] = alarms, ["erde5"] = Math.Round(five, 6), ["erde50"] = Math.Round(fifty, 6), ["f1"] = Math.Round(f1, 6), ["speed"] = Math.Round(speed, 6) }, LearnJson.Lines)
            : string.Create(CultureInfo.InvariantCulture, $"{head} {outcomes.Count(outcome => outcome.IsAtRisk)} are at risk: ERDE5 {five:.000}, ERDE50 {fifty:.000}, F1 {f1:.000}, speed {speed:.000}."));
    }

    /// <summary>One stream with what was read of it.</summary>
    private sealed class Watched(Ss3Stream stream, EarlyRiskMonitor monitor)
    {
        public bool IsAtRisk { get; set; }

        public int Count => monitor.Count;

        public EarlyOutcome Outcome => monitor.Outcome(IsAtRisk);

        /// <summary>Reads one more text.</summary>
        /// <returns>How things stand when this text raised the alarm; null when it did not, or an earlier one had.</returns>
        public RiskStep? Read(string text, string risk)
        {
            var confidence = stream.Append(text);
            var step = new RiskStep(confidence[risk], confidence.Ranked().First(pair => pair.Category != risk).Confidence);
            var wasSilent = monitor.AlertAt is null;
            return monitor.Observe(step) && wasSilent ? step : null;
        }
    }
}
