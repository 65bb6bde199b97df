using System.CommandLine;
using Demur.Cli.Hosting;
using Demur.Cli.Rendering;
using Demur.Neural.Organisms;

namespace Demur.Cli.Commands;

/// <summary><c>demur organism train</c>: makes an organism from nothing and puts it through the gate.</summary>
internal static class OrganismTrainCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Create(CliHost host)
    {
        var size = OrganismCommand.SizeOption("nano", "micro", "moe", "small");
        var output = new Option<DirectoryInfo?>("--out") { Description = "The folder to write; organism-SIZE-SEED by default. An interrupted training goes on there.", HelpName = "dir" };
        var without = new Option<int>("--without-authors") { Description = "Leave the first n authors out: the retain model of forgetting studies.", HelpName = "n" };
        var command = new Command("train", "Train an organism from scratch (micro: some minutes) and measure it.") { size, output, without };
        command.SetAction((parsed, cancellationToken) => Task.FromResult(Run(
            host,
            parsed.GetRequiredValue(size),
            parsed.GetValue(host.Common.Seed),
            parsed.GetValue(output),
            parsed.GetValue(without),
            (parsed.GetValue(host.Common.Json), parsed.GetValue(host.Common.Quiet)),
            cancellationToken)));
        return command;
    }

    private static int Run(CliHost host, string size, int seed, DirectoryInfo? output, int without, (bool Json, bool Quiet) style, CancellationToken cancellationToken)
    {
        var folder = output?.FullName ?? Path.GetFullPath($"organism-{size}-{seed}");
        var recipe = OrganismRecipe.For(Enum.Parse<OrganismSize>(size, ignoreCase: true)) with { WithoutAuthors = without };
        OrganismCard card;
        using (var progress = new StageProgress(host, style.Quiet))
        {
            card = new OrganismTrainer(recipe, seed).Build(folder, progress, cancellationToken);
        }

        return OrganismGateView.Print(host, card, folder, style.Json);
    }
}
