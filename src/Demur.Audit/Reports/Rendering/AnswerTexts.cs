using System.Text.Json;
using Demur.Audit.Runs;

namespace Demur.Audit.Reports.Rendering;

/// <summary>The texts and details of one answer, as the page's drawer shows them. Absent fields are left out.</summary>
internal static class AnswerTexts
{
    public static void Write(Utf8JsonWriter json, LabelledAnswer answer, int longestText)
    {
        var record = answer.Answer;
        json.WriteStartObject();
        WriteText(json, "prompt", record.Prompt.Text, longestText);
        WriteText(json, "response", record.Response, longestText);
        if (record.Prompt.Before.Count > 0)
        {
            json.WriteStartArray("before");
            foreach (var turn in record.Prompt.Before)
            {
                json.WriteStartArray();
                json.WriteStringValue(Words.Key(turn.Role));
                json.WriteStringValue(turn.Text.AsSpan(0, ExchangeView.CutLength(turn.Text, longestText)));
                json.WriteEndArray();
            }

            json.WriteEndArray();
        }

        WriteOptional(json, "finish", record.FinishReason);
        WriteOptional(json, "error", record.Error);
        if (record.Latency is { } latency)
        {
            json.WriteNumber("seconds", Math.Round(latency.TotalSeconds, 3));
        }

        WriteDecision(json, answer, ExchangeView.CutLength(record.Response, longestText));
        json.WriteEndObject();
    }

    private static void WriteText(Utf8JsonWriter json, string name, string text, int longestText)
    {
        var length = ExchangeView.CutLength(text, longestText);
        json.WriteString(name, text.AsSpan(0, length));
        if (length < text.Length)
        {
            json.WriteNumber(name + "Cut", text.Length - length);
        }
    }

    private static void WriteOptional(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
        {
            json.WriteString(name, value);
        }
    }

    private static void WriteDecision(Utf8JsonWriter json, LabelledAnswer answer, int shown)
    {
        if (answer.Decision is not { } decision)
        {
            return;
        }

        WriteOptional(json, "kind", decision.Kind is { } kind ? Words.Of(kind) : null);
        if (decision.Onset is { Length: > 0, Start: >= 0 } onset && onset.Start < shown)
        {
            json.WriteStartArray("onset");
            json.WriteNumberValue(onset.Start);
            json.WriteNumberValue(Math.Min(onset.Length, shown - onset.Start));
            json.WriteEndArray();
        }

        if (decision.Evidence.Items.Count == 0)
        {
            return;
        }

        json.WriteStartArray("evidence");
        foreach (var item in ExchangeView.BasisOf(decision))
        {
            json.WriteStartArray();
            json.WriteStringValue(item.Name);
            json.WriteNumberValue(Math.Round(item.Weight, 3));
            json.WriteEndArray();
        }

        json.WriteEndArray();
    }
}
