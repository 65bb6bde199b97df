using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace Demur.Testing;

/// <summary>A chat client in memory that answers as its script says and remembers what it was asked.</summary>
/// <param name="script">Answers the last user turn; called from many threads; may throw.</param>
public sealed class ScriptedChatClient(Func<string, CancellationToken, Task<ChatResponse>> script) : IChatClient
{
    private readonly ConcurrentQueue<IReadOnlyList<ChatMessage>> _asked = new();

    /// <summary>A client that answers every prompt with a text.</summary>
    public static ScriptedChatClient Answering(Func<string, string> answer) =>
        new((prompt, _) => Task.FromResult(Response(answer(prompt))));

    /// <summary>A finished answer of one text, ten tokens asked and twenty answered.</summary>
    public static ChatResponse Response(string text) => new(new ChatMessage(ChatRole.Assistant, text))
    {
        FinishReason = ChatFinishReason.Stop,
        Usage = new UsageDetails { InputTokenCount = 10, OutputTokenCount = 20 },
    };

    /// <summary>The conversations that were sent, in order.</summary>
    public IReadOnlyCollection<IReadOnlyList<ChatMessage>> Asked => _asked;

    /// <summary>The last user turns that were sent, in order.</summary>
    public IReadOnlyList<string> Prompts => [.. _asked.Select(messages => messages[^1].Text)];

    /// <inheritdoc/>
    public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        var conversation = messages.ToList();
        _asked.Enqueue(conversation);
        return script(conversation[^1].Text, cancellationToken);
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var response = await GetResponseAsync(messages, options, cancellationToken);
        foreach (var update in response.ToChatResponseUpdates())
        {
            yield return update;
        }
    }

    /// <inheritdoc/>
    public object? GetService(Type serviceType, object? serviceKey = null) => serviceType == typeof(ChatClientMetadata) ? new ChatClientMetadata("scripted", defaultModelId: "scripted") : null;

    /// <inheritdoc/>
    public void Dispose()
    {
        // There is nothing to let go of.
    }
}
