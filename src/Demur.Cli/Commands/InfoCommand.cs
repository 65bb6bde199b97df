using System.CommandLine;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Text.Json;
using Demur.Cli.Hosting;
using Spectre.Console;

namespace Demur.Cli.Commands;

/// <summary><c>demur info</c>: what a bug report should say about this installation.</summary>
internal static class InfoCommand
{
    /// <summary>The word that starts the command.</summary>
    public const string Name = "info";

    /// <summary>What it is for, in one sentence of the help.</summary>
    public const string Summary = "Show the version and the platform, for bug reports.";

    /// <summary>Builds the command.</summary>
    public static Command Create(CliHost host)
    {
        var command = new Command(Name, Summary);
        command.SetAction((parsed, _) => Task.FromResult(Show(host, parsed.GetValue(host.Common.Json))));
        return command;
    }

    private static int Show(CliHost host, bool json)
    {
        var facts = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["version"] = Version,
            ["runtime"] = RuntimeInformation.FrameworkDescription,
            ["platform"] = $"{RuntimeInformation.RuntimeIdentifier}, {System.Environment.ProcessorCount} processors",
        };
        if (json)
        {
            host.Out.WriteLine(JsonSerializer.Serialize(facts));
            return 0;
        }

        var grid = new Grid().AddColumn().AddColumn();
        foreach (var (name, value) in facts)
        {
            grid.AddRow(new Text(name), new Text(value));
        }

        host.Screen.Write(grid);
        host.Screen.WriteLine();
        return 0;
    }

    private static string Version =>
        typeof(InfoCommand).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";
}
