using System.CommandLine;
using Demur.Cli.Hosting;

namespace Demur.Cli.Commands;

/// <summary><c>demur eval</c>: measures models on labelled data.</summary>
internal static class EvalCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Create(CliHost host) => new("eval", "Measure a model on labelled data.") { EvalLabelerCommand.Create(host) };
}
