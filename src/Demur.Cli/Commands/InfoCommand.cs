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
    /// <summary>Builds the command.</summary>
    public static Command Create(CliHost host)
    {
        var command = new Command("info", "Show the version and the platform, for bug reports.");
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
