using System.CommandLine;
using Demur.Cli.Hosting;

namespace Demur.Cli.Commands;

/// <summary><c>demur eval</c>: measures models on labelled data.</summary>
internal static class EvalCommand
{
    /// <summary>The word that starts the command.</summary>
    public const string Name = "eval";

    /// <summary>What it is for, in one sentence of the help.</summary>
    public const string Summary = "Measure a model on labelled data.";

    /// <summary>Builds the command.</summary>
    public static Command Create(CliHost host) => new(Name, Summary) { EvalLabelerCommand.Create(host) };
}
