namespace Demur.Neural.Generation;

/// <summary>How a model answers as a chat client.</summary>
public sealed record CausalLmChatClientOptions
{
    /// <summary>The name that responses carry and that <c>ModelId</c> may ask for; <c>local</c> by default.</summary>
    public string ModelName { get; init; } = "local";

    /// <summary>What holds unless a request says otherwise; greedy, at most 256 tokens by default.</summary>
    public GenerationOptions Generation { get; init; } = new();

    /// <summary>Values that every conversation's template sees, such as <c>enable_thinking</c>; none by default.</summary>
    public IReadOnlyDictionary<string, object?> TemplateVariables { get; init; } = new Dictionary<string, object?>(StringComparer.Ordinal);

    /// <summary>Whether disposing the client disposes the model; false by default.</summary>
    public bool OwnsModel { get; init; }
}
