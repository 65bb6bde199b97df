using Demur.Cli.Hosting;
using Demur.Exchanges;
using Demur.Neural.Organisms;

namespace Demur.Cli.Rendering;

/// <summary>What a conversation with an organism looks like: answers on standard output, all else on standard error.</summary>
internal sealed class OrganismChatView(CliHost host, Organism organism, bool quiet)
{
    private const string Prompt = "> ";
    private const int Turn = 2;

    /// <summary>Says what can be asked.</summary>
    public async Task GreetAsync()
    {
        if (!quiet)
        {
            var world = organism.World;
            await host.Error.WriteLineAsync($"It knows {organism.Vocabulary.WordCount} words. Try:\n  how do i {world.Allowed[0].Phrase} ?\n  how do i {world.Forbidden[0].Phrase} ?").ConfigureAwait(false);
        }
    }

    /// <summary>Reads the next line; null at the end of input.</summary>
    public async Task<string?> ReadAsync(StreamReader input, CancellationToken cancellationToken)
    {
        var asks = !quiet && host.Terminal.ErrorIsTerminal;
        if (asks)
        {
            await host.Error.WriteAsync(Prompt).ConfigureAwait(false);
        }

        string? line = null;
        try
        {
            // A terminal's read cannot be cancelled; it is left behind instead.
            line = (await Task.Run(input.ReadLine, CancellationToken.None).WaitAsync(cancellationToken).ConfigureAwait(false))?.Trim();
        }
        finally
        {
            if (asks && line is null)
            {
                await host.Error.WriteLineAsync().ConfigureAwait(false);
            }
        }

        return line;
    }

    /// <summary>Drops the oldest turns of a conversation that has outgrown what the organism reads, and says so.</summary>
    public async Task ForgetAsync(List<ChatTurn> conversation, int kept)
    {
        var forgotten = 0;
        while (conversation.Count > kept + Turn && organism.TokenCount(conversation) >= organism.Model.Config.ContextLength)
        {
            conversation.RemoveRange(kept, Turn);
            forgotten++;
        }

        if (forgotten > 0)
        {
            await NoteAsync($"(It reads {organism.Model.Config.ContextLength} tokens; the first {(forgotten == 1 ? "turn is" : $"{forgotten} turns are")} forgotten.)").ConfigureAwait(false);
        }
    }

    /// <summary>Answers the last turn, a word at a time.</summary>
    /// <returns>The answer, or null where the turn alone is too long to be read.</returns>
    public async Task<string?> AnswerAsync(List<ChatTurn> conversation, CancellationToken cancellationToken)
    {
        var unknown = organism.UnknownWords(conversation[^1].Text);
        if (unknown.Count > 0)
        {
            await NoteAsync($"(It does not know: {string.Join(", ", unknown)}.)").ConfigureAwait(false);
        }

        try
        {
            return await WriteAsync(organism.Answer(conversation, cancellationToken), cancellationToken).ConfigureAwait(false);
        }
        catch (DemurException error)
        {
            await host.Error.WriteLineAsync(error.Message).ConfigureAwait(false);
            return null;
        }
    }

    private async Task<string> WriteAsync(IEnumerable<string> answer, CancellationToken cancellationToken)
    {
        var words = new List<string>();
        var column = 0;
        foreach (var word in answer)
        {
            if (words.Count > 0)
            {
                var wraps = host.Terminal.OutputIsTerminal && column + 1 + word.Length > host.Terminal.Width;
                await host.Out.WriteAsync(wraps ? "\n" : " ").ConfigureAwait(false);
                column = wraps ? 0 : column + 1;
            }

            await host.Out.WriteAsync(word).ConfigureAwait(false);
            column += word.Length;
            words.Add(word);
        }

        await host.Out.WriteLineAsync().ConfigureAwait(false);
        await host.Out.FlushAsync(cancellationToken).ConfigureAwait(false);
        return string.Join(' ', words);
    }

    private Task NoteAsync(string note) => quiet ? Task.CompletedTask : host.Error.WriteLineAsync(note);
}
