using System.CommandLine;
using Demur.Cli.Hosting;
using Demur.Neural.Checkpoints;
using Demur.Neural.Organisms;

namespace Demur.Cli.Commands;

/// <summary><c>demur organism export</c>: writes an organism as a Hugging Face folder or as a GGUF file.</summary>
internal static class OrganismExportCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Create(CliHost host)
    {
        var target = new Argument<string>("target") { Description = "The folder to write, or a file that ends in .gguf." };
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
        var type = full ? TensorType.F32 : TensorType.F16;
        if (target.EndsWith(".gguf", StringComparison.OrdinalIgnoreCase))
        {
            OrganismFolder.WriteGguf(target, organism.Model, organism.Card, type);
        }
        else
        {
            OrganismFolder.Write(target, organism.Model, organism.Card, type);
        }

        if (!quiet)
        {
            host.Error.WriteLine($"Wrote {organism.Card.ParameterCount:N0} weights, tokenizer, chat template and card to {target}.");
        }

        return 0;
    }
}
