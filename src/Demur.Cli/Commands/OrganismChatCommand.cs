using System.CommandLine;
using Demur.Cli.Hosting;
using Demur.Cli.Rendering;
using Demur.Exchanges;
using Demur.Neural.Organisms;

namespace Demur.Cli.Commands;

/// <summary><c>demur organism chat</c>: a conversation with an organism, a line a turn.</summary>
internal static class OrganismChatCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Create(CliHost host)
    {
        var folder = new Argument<string?>("dir") { Description = "An organism's folder; the built-in one of --size when left out.", Arity = ArgumentArity.ZeroOrOne };
        var size = OrganismCommand.SizeOption("nano", "micro", "moe");
        var system = new Option<string?>("--system") { Description = "The system turn, such as 'be strict .'.", HelpName = "text" };
        var remember = new Option<bool>("--remember") { Description = "Keep the conversation. The organism learned two turns, a skill and then a request; it is lost in longer ones." };
        var command = new Command("chat", "Talk to an organism, each line a conversation of its own; an empty line or the end of input ends.") { folder, size, system, remember };
        command.SetAction((parsed, cancellationToken) => RunAsync(
            host, parsed.GetValue(folder), parsed.GetRequiredValue(size), parsed.GetValue(system), (parsed.GetValue(remember), parsed.GetValue(host.Common.Quiet)), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(CliHost host, string? folder, string size, string? system, (bool Remember, bool Quiet) style, CancellationToken cancellationToken)
    {
        using var organism = folder is null ? Organism.Load(Enum.Parse<OrganismSize>(size, ignoreCase: true)) : Organism.Open(folder);
        var chat = new OrganismChatView(host, organism, style.Quiet);
        await chat.GreetAsync().ConfigureAwait(false);
        ChatTurn[] opening = system is null ? [] : [new ChatTurn(ChatRole.System, system)];
        var conversation = new List<ChatTurn>(opening);
        using var input = new StreamReader(host.OpenInput());
        while (await chat.ReadAsync(input, cancellationToken).ConfigureAwait(false) is { Length: > 0 } line)
        {
            if (!style.Remember)
            {
                conversation = [.. opening];
            }

            conversation.Add(new ChatTurn(ChatRole.User, line));
            await chat.ForgetAsync(conversation, opening.Length).ConfigureAwait(false);
            if (await chat.AnswerAsync(conversation, cancellationToken).ConfigureAwait(false) is { } answer)
            {
                conversation.Add(new ChatTurn(ChatRole.Assistant, answer));
            }
            else
            {
                conversation.RemoveAt(conversation.Count - 1);
            }
        }

        return 0;
    }
}
