using System.CommandLine;
using Demur.Cli.Hosting;

namespace Demur.Cli.Commands;

/// <summary><c>demur train</c>: makes models from data.</summary>
internal static class TrainCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Create(CliHost host) => new("train", "Train a labeller or a predictor from data.")
    {
        TrainLabelerCommand.Create(host),
        TrainPredictorCommand.Create(host),
    };
}
