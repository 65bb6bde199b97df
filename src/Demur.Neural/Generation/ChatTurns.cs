using Demur.Exchanges;
using Microsoft.Extensions.AI;
using ChatRole = Demur.Exchanges.ChatRole;
using MessageRole = Microsoft.Extensions.AI.ChatRole;

namespace Demur.Neural.Generation;

/// <summary>Turns a request's messages into the turns that a template renders.</summary>
internal static class ChatTurns
{
    public static List<ChatTurn> Read(IEnumerable<ChatMessage> messages, ChatOptions? options)
    {
        var turns = new List<ChatTurn>();
        if (!string.IsNullOrEmpty(options?.Instructions))
        {
            turns.Add(new ChatTurn(ChatRole.System, options.Instructions));
        }

        turns.AddRange(messages.Select(message => new ChatTurn(Role(message.Role), Text(message))));
        return turns.Count > 0 ? turns : throw new DemurException(ErrorCode.Usage, "The conversation has no messages; give at least one.");
    }

    private static ChatRole Role(MessageRole role) =>
        role == MessageRole.System ? ChatRole.System
        : role == MessageRole.User ? ChatRole.User
        : role == MessageRole.Assistant ? ChatRole.Assistant
        : role == MessageRole.Tool ? ChatRole.Tool
        : throw Names.Unknown("role", role.Value, ["system", "user", "assistant", "tool"]);

    private static string Text(ChatMessage message)
    {
        if (message.Contents.FirstOrDefault(content => content is not (TextContent or TextReasoningContent or UsageContent)) is { } other)
        {
            throw new DemurException(ErrorCode.Usage, $"A message holds {other.GetType().Name}; a language model in the process reads text alone.");
        }

        var thoughts = string.Concat(message.Contents.OfType<TextReasoningContent>().Select(content => content.Text));
        return thoughts.Length > 0 ? $"<think>\n{thoughts}\n</think>\n\n{message.Text}" : message.Text;
    }
}
