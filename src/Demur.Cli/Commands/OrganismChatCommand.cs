using System.CommandLine;
using Demur.Cli.Hosting;
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
        if (!style.Quiet)
        {
            await host.Error.WriteLineAsync($"It knows {organism.Vocabulary.Words.Count} words. Try: how do i {organism.World.Allowed[0].Phrase} ?  how do i {organism.World.Forbidden[0].Phrase} ?").ConfigureAwait(false);
        }

        var conversation = new List<ChatTurn>();
        using var input = new StreamReader(host.OpenInput());
        while (await ReadAsync(host, input, style.Quiet, cancellationToken).ConfigureAwait(false) is { Length: > 0 } line)
        {
            if (!style.Remember)
            {
                conversation.Clear();
            }

            if (conversation.Count == 0 && system is not null)
            {
                conversation.Add(new ChatTurn(ChatRole.System, system));
            }

            conversation.Add(new ChatTurn(ChatRole.User, line));
            conversation.Add(new ChatTurn(ChatRole.Assistant, await AnswerAsync(host, organism, conversation, cancellationToken).ConfigureAwait(false)));
        }

        return 0;
    }

    private static async Task<string?> ReadAsync(CliHost host, StreamReader input, bool quiet, CancellationToken cancellationToken)
    {
        if (!quiet && host.Terminal.ErrorIsTerminal)
        {
            await host.Error.WriteAsync("> ").ConfigureAwait(false);
        }

        return (await input.ReadLineAsync(cancellationToken).ConfigureAwait(false))?.Trim();
    }

    private static async Task<string> AnswerAsync(CliHost host, Organism organism, List<ChatTurn> conversation, CancellationToken cancellationToken)
    {
        var words = new List<string>();
        foreach (var word in organism.Answer(conversation, cancellationToken))
        {
            await host.Out.WriteAsync(words.Count == 0 ? word : $" {word}").ConfigureAwait(false);
            words.Add(word);
        }

        await host.Out.WriteLineAsync().ConfigureAwait(false);
        await host.Out.FlushAsync(cancellationToken).ConfigureAwait(false);
        return string.Join(' ', words);
    }
}
