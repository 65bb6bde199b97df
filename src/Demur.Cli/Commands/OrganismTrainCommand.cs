using System.CommandLine;
using Demur.Cli.Hosting;
using Demur.Cli.Rendering;
using Demur.Neural.Organisms;

namespace Demur.Cli.Commands;

/// <summary><c>demur organism train</c>: makes an organism from nothing and puts it through the gate.</summary>
internal static class OrganismTrainCommand
{
    private const string Words = "words";
    private const string Pieces = "bpe";

    /// <summary>Builds the command.</summary>
    public static Command Create(CliHost host)
    {
        var size = OrganismCommand.SizeOption("nano", "micro", "moe", "small");
        var output = new Option<DirectoryInfo?>("--out") { Description = "The folder to write; organism-SIZE-SEED or alike by default. An interrupted training goes on there.", HelpName = "dir" };
        var without = new Option<int>("--without-authors") { Description = "Leave the first n authors out: the retain model of forgetting studies.", HelpName = "n" };
        var vocabulary = new Option<string>("--vocabulary") { Description = "Tokens: whole words (the default), or bpe for 1,024 byte-level pieces.", HelpName = "kind", DefaultValueFactory = _ => Words };
        vocabulary.AcceptOnlyFromAmong(Words, Pieces);
        var command = new Command("train", "Train an organism from scratch (micro: some minutes) and measure it.") { size, output, without, vocabulary };
        command.SetAction((parsed, cancellationToken) =>
        {
            var spelling = parsed.GetValue(vocabulary) == Pieces ? OrganismSpelling.Bytes : OrganismSpelling.Words;
            var recipe = OrganismRecipe.For(Enum.Parse<OrganismSize>(parsed.GetRequiredValue(size), ignoreCase: true), spelling) with { WithoutAuthors = parsed.GetValue(without) };
            var folder = parsed.GetValue(output)?.FullName ?? Path.GetFullPath(DefaultFolder(recipe, parsed.GetValue(host.Common.Seed)));
            return Task.FromResult(Run(host, recipe, parsed.GetValue(host.Common.Seed), folder, (parsed.GetValue(host.Common.Json), parsed.GetValue(host.Common.Quiet)), cancellationToken));
        });
        return command;
    }

    private static string DefaultFolder(OrganismRecipe recipe, int seed)
    {
        var spelling = recipe.Spelling == OrganismSpelling.Bytes ? $"-{Pieces}" : "";
        var retain = recipe.WithoutAuthors > 0 ? $"-without-{recipe.WithoutAuthors}" : "";
        return $"organism-{recipe.Size.ToString().ToLowerInvariant()}{spelling}{retain}-{seed}";
    }

    private static int Run(CliHost host, OrganismRecipe recipe, int seed, string folder, (bool Json, bool Quiet) style, CancellationToken cancellationToken)
    {
        OrganismCard card;
        using (var progress = new StageProgress(host, style.Quiet))
        {
            card = new OrganismTrainer(recipe, seed).Build(folder, progress, cancellationToken);
        }

        return OrganismGateView.Print(host, card, folder, style.Json);
    }
}
