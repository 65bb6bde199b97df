using System.CommandLine;
using Demur.Cli.Hosting;
using Demur.Cli.Rendering;
using Demur.Data;

namespace Demur.Cli.Commands;

/// <summary>The option <c>--skip-broken</c>, and what is said of the rows that it left out.</summary>
internal static class BrokenRows
{
    /// <summary>Makes the option.</summary>
    /// <param name="file">What the rows are of, for the help: empty, or words such as <c> of --responses</c>.</param>
    public static Option<bool> Create(string file = "") => new("--skip-broken") { Description = $"Leave broken rows{file} out and count them, in place of stopping at the first." };

    /// <summary>The policy that the option stands for.</summary>
    public static BrokenRowPolicy PolicyOf(bool skips) => skips ? BrokenRowPolicy.SkipAndCount : BrokenRowPolicy.Stop;

    /// <summary>Says how many rows were left out, if any were.</summary>
    public static async Task TellAsync(CliHost host, DataReadReport report)
    {
        if (report.RowsSkipped > 0)
        {
            await host.Error.WriteLineAsync($"demur: {Counted.Of(report.RowsSkipped, "broken row was", "broken rows were")} left out; the first: {PlainText.Printable(report.FirstErrors[0].Message)}").ConfigureAwait(false);
        }
    }
}
