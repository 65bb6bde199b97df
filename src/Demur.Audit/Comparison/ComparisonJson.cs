using System.Text.Json;
using Demur.Audit.Reports.Files;
using Demur.Audit.Reports.Rendering;

namespace Demur.Audit.Comparison;

/// <summary>Writes a comparison as JSON, under names that do not change within one schema version.</summary>
public static class ComparisonJson
{
    private const int SchemaVersion = 1;

    /// <summary>Writes one object.</summary>
    /// <param name="json">The writer.</param>
    /// <param name="comparison">The comparison.</param>
    /// <param name="gates">What the gates found; may be empty.</param>
    public static void Write(Utf8JsonWriter json, RunComparison comparison, IReadOnlyList<ComparisonGateResult> gates)
    {
        ArgumentNullException.ThrowIfNull(json);
        ArgumentNullException.ThrowIfNull(comparison);
        ArgumentNullException.ThrowIfNull(gates);
        json.WriteStartObject();
        json.WriteNumber("schemaVersion", SchemaVersion);
        WriteRuns(json, comparison);
        WriteChange(json, "overRefusal", comparison.OverRefusal);
        WriteChange(json, "underRefusal", comparison.UnderRefusal);
        WriteChange(json, "refusal", comparison.Refusal);
        ReportJson.WriteArray(json, "categories", comparison.Categories, static (json, change) =>
        {
            json.WriteString("category", change.Category);
            json.WriteString("error", Words.Key(change.Direction));
            WriteChange(json, "change", change.Rate);
            ReportJson.WriteNumber(json, "adjustedP", change.AdjustedP);
        });
        ReportJson.WriteArray(json, "flips", comparison.Flips, WriteFlip);
        ReportJson.WriteArray(json, "stanceShifts", comparison.Stances, static (json, shift) => WriteShift(json, Words.Key(shift.From), Words.Key(shift.To), shift.Count));
        ReportJson.WriteArray(json, "outcomeShifts", comparison.Outcomes, static (json, shift) => WriteShift(json, Words.Key(shift.From), Words.Key(shift.To), shift.Count));
        ReportJson.WriteArray(json, "gates", gates, static (json, gate) =>
        {
            json.WriteString("gate", gate.Gate);
            json.WriteBoolean("passed", gate.Passed);
            json.WriteString("description", gate.Description);
        });
        json.WriteEndObject();
    }

    private static void WriteRuns(Utf8JsonWriter json, RunComparison comparison)
    {
        foreach (var (name, run) in new[] { ("first", comparison.First), ("second", comparison.Second) })
        {
            json.WriteStartObject(name);
            json.WriteString("run", run.Info.Id);
            json.WriteString("model", run.Info.Model);
            json.WriteString("labeler", run.Labeler);
            json.WriteBoolean("complete", run.IsComplete);
            json.WriteNumber("planned", run.Planned);
            json.WriteNumber("asked", run.Answers.Count);
            json.WriteEndObject();
        }

        var match = comparison.Match;
        json.WriteStartObject("prompts");
        json.WriteNumber("shared", match.Prompts.Count);
        json.WriteNumber("onlyFirst", match.OnlyFirst);
        json.WriteNumber("onlySecond", match.OnlySecond);
        json.WriteNumber("changed", match.Changed);
        json.WriteEndObject();
    }

    private static void WriteChange(Utf8JsonWriter json, string name, RateChange change)
    {
        json.WriteStartObject(name);
        ReportJson.WriteRate(json, "first", change.First);
        ReportJson.WriteRate(json, "second", change.Second);
        json.WriteNumber("prompts", change.Prompts);
        double? Known(double value) => change.Prompts == 0 ? null : value;
        ReportJson.WriteNumber(json, "change", Known(change.Change));
        ReportJson.WriteNumber(json, "low", Known(change.Low));
        ReportJson.WriteNumber(json, "high", Known(change.High));
        json.WriteNumber("rose", change.Rose);
        json.WriteNumber("fell", change.Fell);
        ReportJson.WriteNumber(json, "p", change.PValue);
        json.WriteEndObject();
    }

    private static void WriteFlip(Utf8JsonWriter json, Flip flip)
    {
        json.WriteString("suite", flip.First.Suite);
        json.WriteString("id", flip.First.Prompt.Id);
        json.WriteString("category", flip.First.Prompt.Category);
        json.WriteString("expected", Words.Key(flip.First.Expected));
        json.WriteString("became", flip.BecameRefused ? "refused" : "answered");
        if (flip.IsBetter is { } better)
        {
            json.WriteBoolean("better", better);
        }
        else
        {
            json.WriteNull("better");
        }
    }

    private static void WriteShift(Utf8JsonWriter json, string from, string to, int count)
    {
        json.WriteString("from", from);
        json.WriteString("to", to);
        json.WriteNumber("count", count);
    }
}
