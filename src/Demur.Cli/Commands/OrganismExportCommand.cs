using System.CommandLine;
using Demur.Cli.Hosting;
using Demur.Neural.Checkpoints;
using Demur.Neural.Organisms;

namespace Demur.Cli.Commands;

/// <summary><c>demur organism export</c>: writes an organism as a Hugging Face folder or as a GGUF file.</summary>
internal static class OrganismExportCommand
{
    private static readonly Dictionary<string, TensorType> Types = new(StringComparer.Ordinal)
    {
        ["f16"] = TensorType.F16,
        ["f32"] = TensorType.F32,
        ["q8_0"] = TensorType.Q80,
    };

    /// <summary>Builds the command.</summary>
    public static Command Create(CliHost host)
    {
        var target = new Argument<string>("target") { Description = "The folder to write, or a file that ends in .gguf." };
        var size = OrganismCommand.SizeOption("nano", "micro", "moe");
        var from = new Option<string?>("--from") { Description = "An organism's folder to export in place of a built-in one.", HelpName = "dir" };
        var type = new Option<string>("--type") { Description = "Numbers: f16 (the default), f32, or q8_0 in a .gguf file.", HelpName = "type", DefaultValueFactory = _ => "f16" };
        type.AcceptOnlyFromAmong([.. Types.Keys]);
        var command = new Command("export", "Write an organism with its tokenizer, chat template and card for other programs.") { target, size, from, type };
        command.SetAction((parsed, _) => Task.FromResult(Run(
            host, parsed.GetRequiredValue(target), parsed.GetRequiredValue(size), parsed.GetValue(from), Types[parsed.GetRequiredValue(type)], parsed.GetValue(host.Common.Quiet))));
        return command;
    }

    private static int Run(CliHost host, string target, string size, string? from, TensorType type, bool quiet)
    {
        var isFile = target.EndsWith(".gguf", StringComparison.OrdinalIgnoreCase);
        if (type == TensorType.Q80 && !isFile)
        {
            throw new DemurException(ErrorCode.Usage, "q8_0 is a type of GGUF files; name a target that ends in .gguf, or choose f16 or f32.");
        }

        using var organism = from is null ? Organism.Load(Enum.Parse<OrganismSize>(size, ignoreCase: true)) : Organism.Open(from);
        if (isFile)
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
