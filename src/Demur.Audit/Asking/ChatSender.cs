using Demur.Audit.Endpoints;
using Demur.Suites;
using Microsoft.Extensions.AI;
using ChatRole = Demur.Exchanges.ChatRole;

namespace Demur.Audit.Asking;

/// <summary>Sends one request and reads what comes back. It never retries, and throws only when the caller cancels.</summary>
internal sealed class ChatSender(IChatClient client, AuditOptions options)
{
    private readonly ChatOptions _chatOptions = new() { Temperature = options.Temperature, MaxOutputTokens = options.MaxOutputTokens };
    private readonly Secrets _secrets = new(options.Secrets);

    /// <summary>Sends a prompt.</summary>
    public async Task<Reply> SendAsync(SuitePrompt prompt, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(options.RequestTimeout, options.Clock);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        var started = options.Clock.GetTimestamp();
        var answer = new AnswerReader(options.Streaming);
        CallFailure? failure = null;
        try
        {
            await ReceiveAsync(Messages(prompt), answer, linked.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (timeout.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            failure = new CallFailure(FailureKind.TimedOut, $"No complete answer came within {options.RequestTimeout.TotalSeconds:0.###} seconds.");
        }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested && error is not OutOfMemoryException)
        {
            // Whatever a chat client throws is about this one request: it is classified, never allowed to end the run as a crash.
            failure = FailureReader.Read(error, options.Clock.GetUtcNow());
        }

        cancellationToken.ThrowIfCancellationRequested();
        var reply = answer.Read(failure, options.Clock.GetElapsedTime(started), _secrets);
        return options.Streaming && reply.Failure is { Kind: FailureKind.Unreadable } unreadable
            ? reply with { Failure = unreadable with { Message = $"{unreadable.Message} The request asked for a stream; an endpoint that does not stream needs it turned off." } }
            : reply;
    }

    private async Task ReceiveAsync(List<ChatMessage> messages, AnswerReader answer, CancellationToken cancellationToken)
    {
        if (!options.Streaming)
        {
            answer.Add(await client.GetResponseAsync(messages, _chatOptions, cancellationToken).ConfigureAwait(false));
            return;
        }

        await foreach (var update in client.GetStreamingResponseAsync(messages, _chatOptions, cancellationToken).ConfigureAwait(false))
        {
            answer.Add(update);
        }
    }

    private List<ChatMessage> Messages(SuitePrompt prompt)
    {
        var messages = new List<ChatMessage>(prompt.Before.Count + 2);
        if (options.SystemPrompt is { Length: > 0 } system)
        {
            messages.Add(new ChatMessage(Microsoft.Extensions.AI.ChatRole.System, system));
        }

        messages.AddRange(prompt.Before.Select(turn => new ChatMessage(RoleOf(turn.Role), turn.Text)));
        messages.Add(new ChatMessage(Microsoft.Extensions.AI.ChatRole.User, prompt.Text));
        return messages;
    }

    private static Microsoft.Extensions.AI.ChatRole RoleOf(ChatRole role) => role switch
    {
        ChatRole.System => Microsoft.Extensions.AI.ChatRole.System,
        ChatRole.Assistant => Microsoft.Extensions.AI.ChatRole.Assistant,
        ChatRole.Tool => Microsoft.Extensions.AI.ChatRole.Tool,
        _ => Microsoft.Extensions.AI.ChatRole.User,
    };
}
