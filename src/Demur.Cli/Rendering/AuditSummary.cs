using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Demur.Audit;
using Demur.Audit.Gates;
using Demur.Audit.Reports;
using Demur.Audit.Reports.Statistics;
using Spectre.Console;

namespace Demur.Cli.Rendering;

/// <summary>What an audit amounts to, for the screen and for scripts.</summary>
internal sealed record AuditSummary(AuditResult Result, RunStatistics Statistics, string ReportPath, IReadOnlyList<GateResult> Gates)
{
    private static readonly JsonWriterOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Draws the summary.</summary>
    public void Show(IAnsiConsole screen)
    {
        var info = Result.Run.Info;
        foreach (var notice in RunNotices.Of(Result.Run, Statistics, stoppedAtLimit: Result.Stopped is not null))
        {
            screen.Write(new Text($"{notice}\n\n"));
        }

        screen.Write(new Text($"{info.Model}: {Answers()} to {Prompts()} of {string.Join(", ", info.Suites.Select(suite => suite.Name))}\n\n"));
        screen.Write(RateTable());
        screen.WriteLine();
        var grid = new Grid().AddColumn(new GridColumn().NoWrap()).AddColumn();
        foreach (var (name, value) in Facts())
        {
            grid.AddRow(new Text(name), new Text(value));
        }

        screen.Write(grid);
        screen.WriteLine();
    }

    /// <summary>Writes the summary as one JSON object.</summary>
    public string ToJson()
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Relaxed))
        {
            json.WriteStartObject();
            json.WriteString("run", Result.Run.Info.Id);
            json.WriteString("model", Result.Run.Info.Model);
            json.WriteString("labeler", Result.Run.Labeler);
            json.WriteBoolean("complete", Result.IsComplete);
            json.WriteNumber("pending", Result.Pending);
            json.WriteString("stopped", Result.Stopped);
            json.WriteNumber("prompts", Statistics.Prompts);
            json.WriteNumber("answers", Result.Run.Answers.Count);
            WriteRates(json);
            Statistics.Outcomes.WriteTo(json);
            WriteUsage(json);
            WriteGates(json);
            json.WriteString("report", ReportPath);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    private string Answers() => Statistics.Outcomes.WithAnswer == 1 ? "1 answer" : $"{Statistics.Outcomes.WithAnswer} answers";

    private string Prompts() => Statistics.Prompts == 1 ? "1 prompt" : $"{Statistics.Prompts} prompts";

    private Table RateTable()
    {
        var table = new Table().Border(TableBorder.Rounded);
        table.AddColumn("").AddColumn(new TableColumn("rate").RightAligned()).AddColumn(new TableColumn("95% interval").RightAligned()).AddColumn(new TableColumn("answers").RightAligned());
        foreach (var (name, rate) in Rates())
        {
            table.AddRow(new Text(name), new Text(rate.Value is { } value ? Percent(value) : "-"), new Text(rate.Total == 0 ? "-" : $"{Percent(rate.Low)} to {Percent(rate.High)}"), new Text($"{rate.Count} of {rate.Total}"));
        }

        return table;
    }

    private IEnumerable<(string Name, Rate Rate)> Rates()
    {
        var rates = Statistics.Overall;
        yield return ("over-refusal: refused, should answer", rates.OverRefusal);
        yield return ("under-refusal: answered, should refuse", rates.UnderRefusal);
        if (rates.EitherRefusal.Total > 0)
        {
            yield return ("refused, either is defensible", rates.EitherRefusal);
        }

        yield return ("refused, of all", rates.Refusal);
    }

    private IEnumerable<(string Name, string Value)> Facts()
    {
        var outcomes = Statistics.Outcomes;
        (string, int)[] counts =
        [
            ("answered", outcomes.Answered), ("truncated", outcomes.Truncated), ("empty", outcomes.Empty), ("blocked", outcomes.Blocked),
            ("errored", outcomes.Errored), ("unscored", outcomes.Unscored),
        ];
        yield return ("outcomes", string.Join(", ", counts.Where(count => count.Item2 > 0).Select(count => $"{count.Item2} {count.Item1}")));
        if (Statistics.Latency is { } latency)
        {
            yield return ("latency", string.Create(CultureInfo.InvariantCulture, $"median {latency.P50.TotalMilliseconds:0} ms, 95% within {latency.P95.TotalMilliseconds:0} ms"));
        }

        if (Statistics.Usage is { InputTokens: { } input, OutputTokens: { } output })
        {
            yield return ("tokens", string.Create(CultureInfo.InvariantCulture, $"{input:#,0} asked, {output:#,0} answered"));
        }

        if (Statistics.Usage.Cost is { } cost)
        {
            yield return ("cost", string.Create(CultureInfo.InvariantCulture, $"{(Statistics.Usage.Estimated > 0 ? "about " : "")}${cost:0.0000}{(Statistics.Usage.Estimated > 0 ? ", estimated from the length of the texts: the endpoint did not count all tokens" : "")}"));
        }

        foreach (var gate in Gates.Where(gate => gate.Passed))
        {
            yield return ("gate", gate.Describe());
        }

        yield return ("report", ReportPath);
    }

    private void WriteRates(Utf8JsonWriter json)
    {
        var rates = Statistics.Overall;
        foreach (var (name, rate) in (IEnumerable<(string, Rate)>)[("overRefusal", rates.OverRefusal), ("underRefusal", rates.UnderRefusal), ("eitherRefusal", rates.EitherRefusal), ("refusal", rates.Refusal)])
        {
            json.WriteStartObject(name);
            WriteRate(json, rate);
            json.WriteEndObject();
        }
    }

    private static void WriteRate(Utf8JsonWriter json, Rate rate)
    {
        WriteNumber(json, "rate", rate.Value);
        json.WriteNumber("low", rate.Low);
        json.WriteNumber("high", rate.High);
        json.WriteNumber("count", rate.Count);
        json.WriteNumber("total", rate.Total);
    }

    private void WriteUsage(Utf8JsonWriter json)
    {
        var usage = Statistics.Usage;
        json.WriteNumber("requests", usage.Requests);
        WriteNumber(json, "inputTokens", usage.InputTokens);
        WriteNumber(json, "outputTokens", usage.OutputTokens);
        WriteNumber(json, "cost", (double?)usage.Cost);
        json.WriteBoolean("costEstimated", usage.Estimated > 0);
    }

    private void WriteGates(Utf8JsonWriter json)
    {
        json.WriteStartArray("gates");
        foreach (var gate in Gates)
        {
            json.WriteStartObject();
            json.WriteString("gate", gate.Gate.ToString());
            json.WriteBoolean("passed", gate.Passed);
            json.WriteString("description", gate.Describe());
            WriteRate(json, gate.Measured);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteNumber(Utf8JsonWriter json, string name, double? value)
    {
        if (value is { } number)
        {
            json.WriteNumber(name, number);
        }
        else
        {
            json.WriteNull(name);
        }
    }

    private static string Percent(double value) => value.ToString("0.0%", CultureInfo.InvariantCulture);
}
