using System.CommandLine;
using Demur.Cli.Hosting;

namespace Demur.Cli.Commands;

/// <summary><c>demur organism</c>: the small built-in chat model that says no.</summary>
internal static class OrganismCommand
{
    /// <summary>The word that starts the command.</summary>
    public const string Name = "organism";

    /// <summary>What it is for, in one sentence of the help.</summary>
    public const string Summary = "Train, measure, talk to and export the small built-in chat model that says no.";

    /// <summary>Builds the command.</summary>
    public static Command Create(CliHost host) => new(Name, Summary)
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
