using System.Text.Json;
using Demur.Decisions;

namespace Demur.Cli.Rendering;

/// <summary>Evidence as JSON, one object an item: what it is under <c>ngram</c>, <c>rule</c> or <c>feature</c>, its weight, and where it stands.</summary>
internal static class EvidenceJson
{
    /// <summary>Writes an array of items.</summary>
    public static void Write(Utf8JsonWriter writer, string name, IEnumerable<EvidenceItem> items)
    {
        writer.WriteStartArray(name);
        foreach (var item in items)
        {
            WriteItem(writer, item);
        }

        writer.WriteEndArray();
    }

    private static void WriteItem(Utf8JsonWriter writer, EvidenceItem item)
    {
        writer.WriteStartObject();
        writer.WriteString(item switch { NgramEvidence => "ngram", ClauseEvidence or RuleEvidence => "rule", CategoryEvidence => "category", _ => "feature" }, item.Words);
        writer.WriteNumber("weight", Math.Round(item.Weight, 4));
        if (item is not FeatureEvidence)
        {
            writer.WriteStartArray("spans");
            foreach (var span in item.Places)
            {
                writer.WriteStartArray();
                writer.WriteNumberValue(span.Start);
                writer.WriteNumberValue(span.Length);
                writer.WriteEndArray();
            }

            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    }
}
