using System.CommandLine;
using System.Text.Json;
using Demur.Cli.Hosting;
using Demur.Cli.Rendering;
using Demur.Papers;

namespace Demur.Cli.Commands;

/// <summary><c>demur papers</c>: lists the catalogue, searches it, or shows one paper.</summary>
internal static class PapersCommand
{
    /// <summary>The word that starts the command.</summary>
    public const string Name = "papers";

    /// <summary>What it is for, in one sentence of the help.</summary>
    public const string Summary = "List, search or show the papers that Demur is built on.";

    /// <summary>Builds the command.</summary>
    public static Command Create(CliHost host)
    {
        var words = new Argument<string[]>("words")
        {
            Description = "A number shows one paper, words search; nothing lists all.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var encoder = EncoderOption.Create("Rank by likeness of meaning instead of shared words:");
        var command = new Command(Name, Summary) { words, encoder };
        command.SetAction((parsed, _) => Task.FromResult(Show(host, parsed.GetValue(words) ?? [], parsed.GetValue(encoder), parsed.GetValue(host.Common.Json))));
        return command;
    }

    private static int Show(CliHost host, string[] words, string? encoder, bool json)
    {
        if (encoder is not null && words.Length == 0)
        {
            throw new DemurException(ErrorCode.Usage, "--encoder ranks papers by their likeness to words, and none was given: demur papers WORDS --encoder NAME.");
        }

        var catalogue = PaperCatalogue.Default;
        if (encoder is null && words.Length == 1 && words[0].All(char.IsAsciiDigit))
        {
            ShowOne(host, catalogue.Find(words[0]), json);
        }
        else if (words.Length == 0)
        {
            ShowAll(host, catalogue, json);
        }
        else
        {
            ShowFound(host, catalogue, string.Join(' ', words), encoder, json);
        }

        return 0;
    }

    private static void ShowOne(CliHost host, Paper paper, bool json)
    {
        if (json)
        {
            host.Out.WriteLine(JsonSerializer.Serialize(paper, CliJsonContext.Readable.Paper));
            return;
        }

        host.Screen.Write(PaperView.Of(paper));
    }

    private static void ShowAll(CliHost host, PaperCatalogue catalogue, bool json)
    {
        if (json)
        {
            host.Out.WriteLine(JsonSerializer.Serialize(catalogue.All, CliJsonContext.Readable.IReadOnlyListPaper));
            return;
        }

        host.Screen.Write(PaperTable.Of(catalogue.All, host.Terminal.Width));
        host.Out.WriteLine($"{catalogue.All.Count} papers, {catalogue.All.Count(paper => paper.Status == PaperStatus.Available)} available. 'demur papers 01' shows one, 'demur papers refusal direction' searches.");
    }

    private static void ShowFound(CliHost host, PaperCatalogue catalogue, string words, string? encoder, bool json)
    {
        var found = EncoderOption.Open(encoder) is { } vectors ? catalogue.Search(words, vectors) : catalogue.Search(words);
        if (json)
        {
            host.Out.WriteLine(JsonSerializer.Serialize(found, CliJsonContext.Readable.IReadOnlyListPaperMatch));
        }
        else if (found.Count == 0)
        {
            host.Out.WriteLine($"No paper holds any of these words: {words}. 'demur papers' lists all.");
        }
        else
        {
            host.Screen.Write(PaperTable.Of(found, host.Terminal.Width));
        }
    }
}
