using System.CommandLine;
using Demur.Cli.Hosting;
using Demur.Neural.Checkpoints;
using Demur.Neural.Organisms;

namespace Demur.Cli.Commands;

/// <summary><c>demur organism export</c>: writes a built-in organism as a Hugging Face folder.</summary>
internal static class OrganismExportCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Create(CliHost host)
    {
        var target = new Argument<string>("target") { Description = "The folder to write." };
        var size = OrganismCommand.SizeOption("nano", "micro", "moe");
        var from = new Option<string?>("--from") { Description = "An organism's folder to export in place of a built-in one.", HelpName = "dir" };
        var full = new Option<bool>("--f32") { Description = "Write 32-bit numbers; half precision by default." };
        var command = new Command("export", "Write an organism with its tokenizer, chat template and card for other programs.") { target, size, from, full };
        command.SetAction((parsed, _) => Task.FromResult(Run(
            host, parsed.GetRequiredValue(target), parsed.GetRequiredValue(size), parsed.GetValue(from), parsed.GetValue(full), parsed.GetValue(host.Common.Quiet))));
        return command;
    }

    private static int Run(CliHost host, string target, string size, string? from, bool full, bool quiet)
    {
        using var organism = from is null ? Organism.Load(Enum.Parse<OrganismSize>(size, ignoreCase: true)) : Organism.Open(from);
        OrganismFolder.Write(target, organism.Model, organism.Card, full ? TensorType.F32 : TensorType.F16);
        if (!quiet)
        {
            host.Error.WriteLine($"Wrote {organism.Card.ParameterCount:N0} weights, tokenizer, chat template and card to {target}.");
        }

        return 0;
    }
}
