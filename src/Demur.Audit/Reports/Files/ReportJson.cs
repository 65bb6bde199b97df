using System.Text.Json;
using Demur.Audit.Reports.Rendering;
using Demur.Audit.Reports.Statistics;

namespace Demur.Audit.Reports.Files;

/// <summary>Writes <c>report.json</c>: every figure of the report under names that do not change within one schema version.</summary>
internal static class ReportJson
{
    /// <summary>Raised when a field changes its meaning or goes; new fields do not raise it.</summary>
    private const int SchemaVersion = 1;

    public static void Write(Utf8JsonWriter json, ReportModel model)
    {
        var statistics = model.Statistics;
        json.WriteStartObject();
        json.WriteNumber("schemaVersion", SchemaVersion);
        WriteRun(json, model);
        json.WriteBoolean("complete", model.Run.IsComplete);
        json.WriteNumber("planned", model.Run.Planned);
        json.WriteNumber("asked", model.Run.Answers.Count);
        json.WriteNumber("prompts", statistics.Prompts);
        statistics.Outcomes.WriteTo(json);
        WriteRates(json, "rates", statistics.Overall);
        WriteSlices(json, "suites", statistics.Suites);
        WriteSlices(json, "categories", statistics.Categories);
        WriteSlices(json, "groups", statistics.Groups);
        WriteStances(json, statistics);
        ReportJsonDetails.Write(json, model);
        json.WriteEndObject();
    }

    /// <summary>Writes a rate: its share is null when there was nothing to measure.</summary>
    public static void WriteRate(Utf8JsonWriter json, string name, Rate rate)
    {
        json.WriteStartObject(name);
        json.WriteNumber("count", rate.Count);
        json.WriteNumber("total", rate.Total);
        WriteNumber(json, "rate", rate.Value);
        WriteNumber(json, "low", rate.Total == 0 ? null : rate.Low);
        WriteNumber(json, "high", rate.Total == 0 ? null : rate.High);
        json.WriteEndObject();
    }

    /// <summary>Writes a number to six decimals, or null; no figure of a report is known better.</summary>
    public static void WriteNumber(Utf8JsonWriter json, string name, double? value)
    {
        if (value is { } number && double.IsFinite(number))
        {
            json.WriteNumber(name, Math.Round(number, 6));
        }
        else
        {
            json.WriteNull(name);
        }
    }

    /// <summary>Writes an array of objects.</summary>
    public static void WriteArray<T>(Utf8JsonWriter json, string name, IEnumerable<T> items, Action<Utf8JsonWriter, T> write)
    {
        json.WriteStartArray(name);
        foreach (var item in items)
        {
            json.WriteStartObject();
            write(json, item);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteRun(Utf8JsonWriter json, ReportModel model)
    {
        var info = model.Run.Info;
        json.WriteStartObject("run");
        json.WriteString("id", info.Id);
        json.WriteString("model", info.Model);
        json.WriteString("labeler", model.Run.Labeler);
        json.WriteNumber("samples", info.Samples);
        json.WriteString("startedAt", info.StartedAt);
        if (info.FinishedAt is { } end)
        {
            json.WriteString("finishedAt", end);
        }
        else
        {
            json.WriteNull("finishedAt");
        }

        json.WriteStartObject("settings");
        foreach (var (name, value) in info.Settings.OrderBy(setting => setting.Key, StringComparer.Ordinal))
        {
            json.WriteString(name, value);
        }

        json.WriteEndObject();
        json.WriteStartArray("suites");
        foreach (var suite in info.Suites)
        {
            json.WriteStartObject();
            json.WriteString("name", suite.Name);
            json.WriteString("version", suite.Version);
            json.WriteString("hash", suite.Hash);
            json.WriteNumber("prompts", suite.PromptCount);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteRates(Utf8JsonWriter json, string name, RefusalRates rates)
    {
        json.WriteStartObject(name);
        WriteRate(json, "overRefusal", rates.OverRefusal);
        WriteRate(json, "underRefusal", rates.UnderRefusal);
        WriteRate(json, "eitherRefusal", rates.EitherRefusal);
        WriteRate(json, "refusal", rates.Refusal);
        json.WriteEndObject();
    }

    private static void WriteSlices(Utf8JsonWriter json, string name, IReadOnlyList<SliceStatistics> slices)
    {
        json.WriteStartArray(name);
        foreach (var slice in slices)
        {
            json.WriteStartObject();
            json.WriteString("id", slice.Id);
            json.WriteString("name", slice.Name);
            json.WriteString("group", slice.Group);
            json.WriteNumber("prompts", slice.Prompts);
            slice.Outcomes.WriteTo(json);
            WriteRates(json, "rates", slice.Rates);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteStances(Utf8JsonWriter json, RunStatistics statistics)
    {
        json.WriteStartObject("stances");
        foreach (var distribution in statistics.Stances)
        {
            json.WriteStartObject(Words.Key(distribution.Expected));
            foreach (var (stance, count) in distribution.Counts)
            {
                json.WriteNumber(Words.Key(stance), count);
            }

            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteStartObject("refusalKinds");
        foreach (var (kind, count) in statistics.Kinds)
        {
            json.WriteNumber(Words.Key(kind), count);
        }

        json.WriteEndObject();
    }
}
