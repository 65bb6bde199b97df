using System.CommandLine;
using Demur.Cli.Hosting;

namespace Demur.Cli.Commands;

/// <summary><c>demur train</c>: makes models from data.</summary>
internal static class TrainCommand
{
    /// <summary>The word that starts the command.</summary>
    public const string Name = "train";

    /// <summary>What it is for, in one sentence of the help.</summary>
    public const string Summary = "Train a labeller or a predictor from data.";

    /// <summary>Builds the command.</summary>
    public static Command Create(CliHost host) => new(Name, Summary)
    {
        TrainLabelerCommand.Create(host),
        TrainReaderCommand.Create(host),
        TrainPredictorCommand.Create(host),
    };
}
