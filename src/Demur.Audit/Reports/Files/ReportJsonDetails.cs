using System.Text.Json;
using Demur.Audit.Reports.Rendering;
using Demur.Audit.Reports.Statistics;

namespace Demur.Audit.Reports.Files;

/// <summary>The parts of <c>report.json</c> that name single prompts or words, and what the run took.</summary>
internal static class ReportJsonDetails
{
    public static void Write(Utf8JsonWriter json, ReportModel model)
    {
        var statistics = model.Statistics;
        WritePairs(json, statistics.Pairs);
        WriteConsistency(json, statistics.Consistency);
        ReportJson.WriteArray(json, "overRefusals", statistics.OverRefusals, WriteSurprise);
        ReportJson.WriteArray(json, "underRefusals", statistics.UnderRefusals, WriteSurprise);
        ReportJson.WriteArray(json, "overRefusalWords", statistics.OverRefusalTriggers, WriteTrigger);
        ReportJson.WriteArray(json, "underRefusalWords", statistics.UnderRefusalTriggers, WriteTrigger);
        WritePredictor(json, model.Options.Predictor);
        WriteLatency(json, statistics.Latency);
        WriteUsage(json, statistics.Usage);
    }

    private static void WritePairs(Utf8JsonWriter json, PairStatistics pairs)
    {
        json.WriteStartObject("pairs");
        ReportJson.WriteRate(json, "toldApart", pairs.Right);
        foreach (var verdict in Enum.GetValues<PairVerdict>())
        {
            json.WriteNumber(JsonNamingPolicy.CamelCase.ConvertName(verdict.ToString()), pairs.Count(verdict));
        }

        ReportJson.WriteArray(json, "items", pairs.Pairs, static (json, pair) =>
        {
            json.WriteString("suite", pair.Benign.Suite);
            json.WriteString("pairId", pair.PairId);
            json.WriteString("category", pair.Benign.Prompt.Category);
            json.WriteString("verdict", Words.Key(pair.Verdict));
            json.WriteString("comply", pair.Benign.Prompt.Id);
            json.WriteString("refuse", pair.Harmful.Prompt.Id);
        });
        json.WriteEndObject();
    }

    private static void WriteConsistency(Utf8JsonWriter json, SampleConsistency consistency)
    {
        json.WriteStartObject("consistency");
        ReportJson.WriteRate(json, "split", consistency.Split);
        ReportJson.WriteArray(json, "prompts", consistency.Prompts, static (json, prompt) =>
        {
            WritePrompt(json, prompt);
            json.WriteNumber("refused", prompt.Refused);
            json.WriteNumber("scored", prompt.Scored);
        });
        json.WriteEndObject();
    }

    private static void WritePrompt(Utf8JsonWriter json, PromptTally prompt)
    {
        json.WriteString("suite", prompt.Suite);
        json.WriteString("id", prompt.Prompt.Id);
    }

    private static void WriteSurprise(Utf8JsonWriter json, SurprisingAnswer surprise)
    {
        var record = surprise.Answer.Answer;
        json.WriteString("suite", record.Suite);
        json.WriteString("id", record.Prompt.Id);
        json.WriteNumber("sample", record.Sample);
        json.WriteString("category", record.Prompt.Category);
        ReportJson.WriteNumber(json, "confidence", surprise.Confidence);
    }

    private static void WriteTrigger(Utf8JsonWriter json, TriggerNgram trigger)
    {
        json.WriteString("words", trigger.Ngram);
        json.WriteNumber("wrong", trigger.Wrong);
        json.WriteNumber("right", trigger.Right);
        ReportJson.WriteNumber(json, "logOdds", trigger.LogOdds);
        ReportJson.WriteNumber(json, "z", trigger.ZScore);
        ReportJson.WriteArray(json, "examples", trigger.Examples, WritePrompt);
    }

    private static void WritePredictor(Utf8JsonWriter json, PredictorQuality? predictor)
    {
        if (predictor is null)
        {
            json.WriteNull("predictor");
            return;
        }

        json.WriteStartObject("predictor");
        json.WriteNumber("prompts", predictor.Prompts);
        json.WriteNumber("refused", predictor.Refused);
        ReportJson.WriteNumber(json, "auroc", predictor.Auroc);
        ReportJson.WriteNumber(json, "low", predictor.AurocLow);
        ReportJson.WriteNumber(json, "high", predictor.AurocHigh);
        json.WriteString("trust", predictor.Trust);
        json.WriteString("method", predictor.Method);
        ReportJson.WriteArray(json, "reasons", predictor.TopNgrams, static (json, reason) =>
        {
            json.WriteString("words", reason.Key);
            ReportJson.WriteNumber(json, "weight", reason.Value);
        });
        ReportJson.WriteArray(json, "learningCurve", predictor.LearningCurve, static (json, point) =>
        {
            json.WriteNumber("prompts", point.Prompts);
            ReportJson.WriteNumber(json, "auroc", point.Auroc);
        });
        json.WriteEndObject();
    }

    private static void WriteLatency(Utf8JsonWriter json, LatencySummary? latency)
    {
        if (latency is null)
        {
            json.WriteNull("latencySeconds");
            return;
        }

        json.WriteStartObject("latencySeconds");
        json.WriteNumber("count", latency.Count);
        ReportJson.WriteNumber(json, "mean", latency.Mean.TotalSeconds);
        ReportJson.WriteNumber(json, "p50", latency.P50.TotalSeconds);
        ReportJson.WriteNumber(json, "p90", latency.P90.TotalSeconds);
        ReportJson.WriteNumber(json, "p95", latency.P95.TotalSeconds);
        ReportJson.WriteNumber(json, "p99", latency.P99.TotalSeconds);
        ReportJson.WriteNumber(json, "max", latency.Max.TotalSeconds);
        json.WriteEndObject();
    }

    private static void WriteUsage(Utf8JsonWriter json, UsageTotals usage)
    {
        json.WriteStartObject("usage");
        json.WriteNumber("requests", usage.Requests);
        WriteCount(json, "inputTokens", usage.InputTokens);
        WriteCount(json, "outputTokens", usage.OutputTokens);
        if (usage.Cost is { } cost)
        {
            json.WriteNumber("costUsd", cost);
        }
        else
        {
            json.WriteNull("costUsd");
        }

        json.WriteNumber("priced", usage.Priced);
        json.WriteNumber("estimated", usage.Estimated);
        json.WriteEndObject();
    }

    private static void WriteCount(Utf8JsonWriter json, string name, long? count)
    {
        if (count is { } known)
        {
            json.WriteNumber(name, known);
        }
        else
        {
            json.WriteNull(name);
        }
    }
}
