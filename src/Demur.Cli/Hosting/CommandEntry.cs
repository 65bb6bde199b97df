using System.CommandLine;

namespace Demur.Cli.Hosting;

/// <summary>A command before it is needed: enough for the help, and what builds the rest.</summary>
/// <param name="Name">The word that starts it.</param>
/// <param name="Summary">What it is for, in one sentence.</param>
/// <param name="Create">Builds it with its arguments, options and action.</param>
internal sealed record CommandEntry(string Name, string Summary, Func<CliHost, Command> Create);
