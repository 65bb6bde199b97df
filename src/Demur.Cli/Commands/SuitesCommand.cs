using System.CommandLine;
using System.Text;
using System.Text.Json;
using Demur.Audit.Suites;
using Demur.Cli.Hosting;
using Demur.Cli.Rendering;
using Demur.Data;
using Demur.Suites;

namespace Demur.Cli.Commands;

/// <summary><c>demur suites</c>: what ships, one suite by category, and a suite as a file.</summary>
internal static class SuitesCommand
{
    /// <summary>The word that starts the command.</summary>
    public const string Name = "suites";

    /// <summary>What it is for, in one sentence of the help.</summary>
    public const string Summary = "List the suites of prompts that ship, show one, or write one to a file.";

    /// <summary>Builds the command.</summary>
    public static Command Create(CliHost host)
    {
        var name = new Argument<string?>("suite")
        {
            Description = "A suite that ships, or a file of your own to check: JSONL, JSON, CSV, TSV, Parquet; nothing lists all that ship.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var export = new Option<string?>("--export") { Description = "Write the prompts to a new file as JSON Lines; - for stdout.", HelpName = "file" };
        var map = new Option<string[]>("--map") { Description = "Rename the columns of your file: text=question.", HelpName = "name=column" };
        var command = new Command(Name, Summary) { name, export, map };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var json = parsed.GetValue(host.Common.Json);
            var target = parsed.GetValue(export);
            if (parsed.GetValue(name) is not { } chosen)
            {
                return target is null ? List(host, json) : throw new DemurException(ErrorCode.Usage, "--export needs a suite: demur suites core --export core.jsonl.");
            }

            var data = new DataFileOptions { Columns = ColumnMap.Parse(parsed.GetValue(map) ?? []), StandardInput = host.OpenInput };
            var suite = await SuiteReader.LoadAsync(chosen, new SuiteReaderOptions { Data = data }, cancellationToken).ConfigureAwait(false);
            return target is null ? Show(host, suite, json) : await ExportAsync(host, suite, target, parsed.GetValue(host.Common.Quiet), cancellationToken).ConfigureAwait(false);
        });
        return command;
    }

    private static int List(CliHost host, bool json)
    {
        var suites = BuiltInSuites.Names.Select(name => SuiteProfile.Of(BuiltInSuites.Load(name))).ToList();
        if (json)
        {
            host.Out.WriteLine(JsonSerializer.Serialize([.. suites.Select(suite => suite with { Categories = null })], CliJsonContext.Readable.IReadOnlyListSuiteProfile));
            return 0;
        }

        host.Screen.Write(SuiteTable.Of(suites, host.Terminal.Width));
        host.Out.WriteLine("'demur suites core' shows one by category, 'demur suites core --export core.jsonl' writes it to a file.");
        return 0;
    }

    private static int Show(CliHost host, Suite suite, bool json)
    {
        var profile = SuiteProfile.Of(suite);
        if (json)
        {
            host.Out.WriteLine(JsonSerializer.Serialize(profile, CliJsonContext.Readable.SuiteProfile));
            return 0;
        }

        host.Out.WriteLine($"{profile.Name}, version {profile.Version}: {profile.Prompts} prompts, {profile.Pairs} pairs, languages {string.Join(", ", profile.Languages)}");
        if (profile.Description.Length > 0)
        {
            host.Out.WriteLine(profile.Description);
        }

        host.Screen.Write(SuiteTable.Of(profile.Categories!, host.Terminal.Width));
        return 0;
    }

    private static async Task<int> ExportAsync(CliHost host, Suite suite, string target, bool quiet, CancellationToken cancellationToken)
    {
        if (target == DataFile.StandardInput)
        {
            await SuiteWriter.WriteAsync(suite, host.Out, cancellationToken).ConfigureAwait(false);
            return 0;
        }

        // CreateNew: an export never replaces a file that somebody may have edited.
        using var file = OpenNew(target);
        var writer = new StreamWriter(file, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        await using (writer.ConfigureAwait(false))
        {
            await SuiteWriter.WriteAsync(suite, writer, cancellationToken).ConfigureAwait(false);
        }

        if (!quiet)
        {
            await host.Error.WriteLineAsync($"Wrote {suite.Prompts.Count} prompts to {target}.").ConfigureAwait(false);
        }

        return 0;
    }

    private static FileStream OpenNew(string path)
    {
        try
        {
            return new FileStream(path, FileMode.CreateNew, FileAccess.Write);
        }
        catch (IOException error) when (File.Exists(path))
        {
            throw new DemurException(ErrorCode.Conflict, $"{path} exists already; name another file or remove it.", error);
        }
    }
}
