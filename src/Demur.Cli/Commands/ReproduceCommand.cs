using System.CommandLine;
using Demur.Audit.Reproductions;
using Demur.Cli.Hosting;
using Demur.Cli.Rendering;
using Demur.Learning.Reproductions;
using Demur.Neural.Reproductions;
using Demur.Papers;
using Demur.Reproduction;

namespace Demur.Cli.Commands;

/// <summary><c>demur reproduce NN</c>: runs a paper's experiment and prints its claims beside what was measured.</summary>
internal static class ReproduceCommand
{
    /// <summary>The word that starts the command.</summary>
    public const string Name = "reproduce";

    /// <summary>What it is for, in one sentence of the help.</summary>
    public const string Summary = "Run a paper's experiment: its claims beside what is measured here.";

    private const int DefaultSeeds = 5;

    /// <summary>Builds the command.</summary>
    public static Command Create(CliHost host)
    {
        var paper = new Argument<string>("paper") { Description = "A paper's number, or a part of its title." };
        var seeds = new Option<int>("--seeds")
        {
            Description = "How many seeds to average over where something is random.",
            HelpName = "n",
            DefaultValueFactory = _ => DefaultSeeds,
        };
        var command = new Command(Name, Summary) { paper, seeds };
        command.SetAction((parsed, cancel) => RunAsync(
            host,
            new ReproductionRegistry([.. AuditReproductions.All(), .. LearningReproductions.All()], NeuralReproductions.Parts()),
            new ReproduceSettings(
                parsed.GetRequiredValue(paper),
                parsed.GetValue(seeds),
                parsed.GetValue(host.Common.Seed),
                parsed.GetValue(host.Common.Json),
                parsed.GetValue(host.Common.Quiet)),
            cancel));
        return command;
    }

    /// <summary>Runs the command with the reproductions that are given.</summary>
    public static async Task<int> RunAsync(CliHost host, ReproductionRegistry registry, ReproduceSettings settings, CancellationToken cancellationToken)
    {
        var reproduction = registry.Find(PaperCatalogue.Default.Find(settings.Paper));
        using var progress = new StageProgress(host, settings.Quiet);
        var report = await reproduction.RunAsync(
            new ReproductionContext
            {
                Data = new DataLocator(host.Environment, Environment.CurrentDirectory, AppContext.BaseDirectory),
                Seeds = settings.Seeds,
                Seed = settings.Seed,
                Progress = progress,
                Clock = host.Clock,
            },
            cancellationToken).ConfigureAwait(false);
        progress.Clear();
        if (settings.Json)
        {
            await host.Out.WriteLineAsync(report.ToJson()).ConfigureAwait(false);
        }
        else
        {
            host.Screen.Write(ReproductionView.Of(report, host.Terminal.Width));
        }

        foreach (var reason in report.Checks.Select(check => check.SkipReason).OfType<string>().Distinct(StringComparer.Ordinal))
        {
            await host.Error.WriteLineAsync($"demur: not run: {reason}").ConfigureAwait(false);
        }

        return report.ExitCode;
    }
}
