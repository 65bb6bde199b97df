using System.CommandLine;
using Demur.Cli.Hosting;

namespace Demur.Cli.Commands;

/// <summary><c>demur organism</c>: the small built-in chat model that says no.</summary>
internal static class OrganismCommand
{
    /// <summary>Builds the command. Nothing here may touch a type of the neural floor: the whole command line is built for every start.</summary>
    public static Command Create(CliHost host) => new("organism", "Train, measure, talk to and export the small built-in chat model that says no.")
    {
        OrganismTrainCommand.Create(host),
        OrganismGateCommand.Create(host),
        OrganismChatCommand.Create(host),
        OrganismExportCommand.Create(host),
    };

    /// <summary>The option that names a size.</summary>
    /// <param name="sizes">The sizes to choose from.</param>
    public static Option<string> SizeOption(params string[] sizes)
    {
        var option = new Option<string>("--size")
        {
            Description = $"The size: {string.Join(", ", sizes)}.",
            HelpName = "size",
            DefaultValueFactory = _ => "micro",
        };
        option.AcceptOnlyFromAmong(sizes);
        return option;
    }
}
