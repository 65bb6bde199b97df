namespace Demur.Data.Internal;

/// <summary>Picks the columns that are neither the exchange itself nor nested: what a report can group by.</summary>
internal static class ExchangeMetadata
{
    private const int MaxLength = 1000;

    private static readonly HashSet<string> Own = new(StringComparer.OrdinalIgnoreCase)
    {
        "prompt", "response", "messages", "system", "finish_reason", "error", "latency", "latency_ms", "input_tokens", "output_tokens", "id", "custom_id",
        "model", "request", "choices", "usage", "outcome", "finishReason", "latencySeconds", "inputTokens", "outputTokens",
    };

    public static IReadOnlyDictionary<string, string> Of(DataRow row)
    {
        var metadata = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var column in row.Columns)
        {
            if (!Own.Contains(column) && !row.IsMapped(column) && row.FindScalar(column) is { Length: > 0 and <= MaxLength } text)
            {
                metadata.TryAdd(column, text);
            }
        }

        return metadata;
    }
}
