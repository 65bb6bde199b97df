using System.CommandLine;
using System.Text.Json;
using Demur.Audit.Comparison;
using Demur.Audit.Runs;
using Demur.Audit.Suites;
using Demur.Cli.Hosting;

namespace Demur.Cli.Commands;

/// <summary><c>demur diff RUN1 RUN2</c>: what changed between two models or versions, with paired tests and gates.</summary>
internal static class DiffCommand
{
    /// <summary>The word that starts the command.</summary>
    public const string Name = "diff";

    /// <summary>What it is for, in one sentence of the help.</summary>
    public const string Summary = "Compare two runs of the same suites, prompt by prompt.";

    private static readonly Argument<string> First = new("run1") { Description = "The folder of the run to compare with." };
    private static readonly Argument<string> Second = new("run2") { Description = "The folder of the run to judge." };
    private static readonly Option<string?> Html = new("--html") { Description = "Also write the comparison as one HTML file.", HelpName = "file" };
    private static readonly Option<string[]> FailIf = new("--fail-if")
    {
        Description = "End with 1 when this holds: a change (over-refusal-change>2%) or a rate of the second run (under-refusal>5%); may be repeated.",
        HelpName = "gate",
        DefaultValueFactory = _ => [],
    };

    /// <summary>Builds the command.</summary>
    public static Command Create(CliHost host)
    {
        var command = new Command(Name, Summary) { First, Second, Html, FailIf };
        command.SetAction((parsed, cancel) => RunAsync(parsed, host, cancel));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CliHost host, CancellationToken cancellationToken)
    {
        var gates = parsed.GetRequiredValue(FailIf).Select(ComparisonGate.Parse).ToList();
        var comparison = RunComparison.Of(
            RunReader.Load(parsed.GetRequiredValue(First)), RunReader.Load(parsed.GetRequiredValue(Second)), SafetyTaxonomy.BuiltIn);
        var results = gates.ConvertAll(gate => gate.Check(comparison));
        if (parsed.GetValue(host.Common.Json))
        {
            WriteJson(host, comparison, results);
        }
        else if (!parsed.GetValue(host.Common.Quiet))
        {
            DiffView.Show(host.Screen, comparison);
        }

        if (parsed.GetValue(Html) is { } path)
        {
            await ComparisonPage.WriteAsync(comparison, path, cancellationToken).ConfigureAwait(false);
            host.Error.WriteLine($"Wrote {Path.GetFullPath(path)}");
        }

        foreach (var result in results.Where(result => !result.Passed))
        {
            host.Error.WriteLine($"demur: {result.Description}");
        }

        return results.TrueForAll(result => result.Passed) ? 0 : 1;
    }

    private static void WriteJson(CliHost host, RunComparison comparison, List<ComparisonGateResult> gates)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true }))
        {
            ComparisonJson.Write(json, comparison, gates);
        }

        host.Out.WriteLine(System.Text.Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length));
    }
}
