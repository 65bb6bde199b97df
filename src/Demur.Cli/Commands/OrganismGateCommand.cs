using System.CommandLine;
using Demur.Cli.Hosting;
using Demur.Cli.Rendering;
using Demur.Neural.Organisms;

namespace Demur.Cli.Commands;

/// <summary><c>demur organism gate</c>: measures an organism anew; exit code 1 when it does not pass.</summary>
internal static class OrganismGateCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Create(CliHost host)
    {
        var folder = new Argument<string?>("dir") { Description = "An organism's folder; the built-in one of --size when left out.", Arity = ArgumentArity.ZeroOrOne };
        var size = OrganismCommand.SizeOption("nano", "micro", "moe");
        var command = new Command("gate", "Measure an organism: does it refuse, answer, judge and remember as it should?") { folder, size };
        command.SetAction((parsed, cancellationToken) => Task.FromResult(Run(
            host, parsed.GetValue(folder), parsed.GetRequiredValue(size), parsed.GetValue(host.Common.Json), cancellationToken)));
        return command;
    }

    private static int Run(CliHost host, string? folder, string size, bool json, CancellationToken cancellationToken)
    {
        using var organism = folder is null ? Organism.Load(Enum.Parse<OrganismSize>(size, ignoreCase: true)) : Organism.Open(folder);
        var report = new OrganismGate(organism.World, organism.Vocabulary).Measure(organism.Model, cancellationToken);
        return OrganismGateView.Print(host, organism.Card with { Figures = report.Figures }, folder ?? $"the built-in {size}", json);
    }
}
