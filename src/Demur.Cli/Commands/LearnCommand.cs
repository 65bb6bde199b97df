using System.CommandLine;
using Demur.Cli.Hosting;

namespace Demur.Cli.Commands;

/// <summary><c>demur learn</c>: classifiers of tables and texts that show their reasons, and labels that may be wrong.</summary>
internal static class LearnCommand
{
    /// <summary>The word that starts the command.</summary>
    public const string Name = "learn";

    /// <summary>What it is for, in one sentence of the help.</summary>
    public const string Summary = "Train, compare and explain classifiers of tables and texts.";

    /// <summary>Builds the command.</summary>
    public static Command Create(CliHost host) => new(Name, Summary)
    {
        LearnTrainCommand.Create(host),
        LearnPredictCommand.Create(host),
        LearnExplainCommand.Create(host),
        LearnEvalCommand.Create(host),
        LearnTuneCommand.Create(host),
        LearnWatchCommand.Create(host),
        LearnSuspectsCommand.Create(host),
    };
}
