namespace Demur.Exchanges;

/// <summary>A prompt (a conversation that ends with the user) and a model's response to it, with metadata.</summary>
public sealed record Exchange
{
    /// <summary>The conversation up to and including the request; at least one user turn.</summary>
    public required IReadOnlyList<ChatTurn> Conversation { get; init; }

    /// <summary>The model's answer; empty when there was none.</summary>
    public string Response { get; init; } = "";

    /// <summary>What came back; <see cref="ExchangeOutcome.Answered"/> by default.</summary>
    public ExchangeOutcome Outcome { get; init; }

    /// <summary>A name for the exchange that is stable across runs, when there is one.</summary>
    public string? Id { get; init; }

    /// <summary>The model that answered, as its endpoint names it.</summary>
    public string? Model { get; init; }

    /// <summary>Further fields of the recording, by name.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; init; } = EmptyMetadata;

    /// <summary>The text of the last user turn: what was asked.</summary>
    public string Prompt => LastUserText(Conversation);

    private static readonly Dictionary<string, string> EmptyMetadata = [];

    /// <summary>Makes an exchange of a single user turn.</summary>
    /// <param name="prompt">What was asked.</param>
    /// <param name="response">What was answered; white space only makes the outcome <see cref="ExchangeOutcome.Empty"/>.</param>
    /// <returns>The exchange.</returns>
    public static Exchange Of(string prompt, string response)
    {
        ArgumentNullException.ThrowIfNull(prompt);
        ArgumentNullException.ThrowIfNull(response);
        return new Exchange
        {
            Conversation = [new ChatTurn(ChatRole.User, prompt)],
            Response = response,
            Outcome = string.IsNullOrWhiteSpace(response) ? ExchangeOutcome.Empty : ExchangeOutcome.Answered,
        };
    }

    private static string LastUserText(IReadOnlyList<ChatTurn> conversation)
    {
        for (var i = conversation.Count - 1; i >= 0; i--)
        {
            if (conversation[i].Role == ChatRole.User)
            {
                return conversation[i].Text;
            }
        }

        return "";
    }
}
