using System.CommandLine;
using Demur.Cli.Hosting;
using Demur.Data;
using Demur.Learning.Evaluation;
using Demur.Learning.Methods;
using Demur.Learning.Tables;

namespace Demur.Cli.Commands;

/// <summary>The options by which <c>demur learn train</c> and <c>demur learn eval</c> know data and methods.</summary>
internal sealed class LearnArguments
{
    /// <summary>The labelled data.</summary>
    public Argument<string> Data { get; } = new("data") { Description = "Labelled rows: CSV, TSV, JSONL, JSON or Parquet, also gzipped; '-' for standard input." };

    private Option<string> Target { get; } = new("--target", "-t") { Description = "The column with the class.", HelpName = "column", DefaultValueFactory = _ => "label" };

    private Option<string[]> Types { get; } = new("--type") { Description = "What a column holds, where it is not what its values look like: number, category, text, or ignored.", HelpName = "column=kind", AllowMultipleArgumentsPerToken = true };

    private Option<string[]> Columns { get; } = new("--columns") { Description = "Learn from these columns only.", HelpName = "column", AllowMultipleArgumentsPerToken = true };

    private Option<string?> Positive { get; } = new("--positive") { Description = "Of two classes the one that scores and reasons speak for; the last by name when not given.", HelpName = "class" };

    private Option<bool> DropRare { get; } = new("--drop-rare") { Description = "Leave rows of classes with one example out, in place of stopping." };

    private Option<string[]> Settings { get; } = new("--set") { Description = "Set a method: trees=500, or forest.trees=500 where several are compared. An unknown one is answered with those there are.", HelpName = "name=number", AllowMultipleArgumentsPerToken = true };

    /// <summary>What happens to the rows that are learned from.</summary>
    public TrainingRows Rows { get; } = new();

    /// <summary>The options in the order in which the help shows them, without the method's.</summary>
    public IReadOnlyList<Option> All => [Target, Types, Columns, Positive, DropRare, Settings, .. Rows.All];

    /// <summary>What the help says of methods.</summary>
    public static string Methods => string.Join(", ", LearningMethods.All.Select(method => method.Name));

    /// <summary>Reads the table.</summary>
    public async Task<Table> ReadAsync(ParseResult parsed, CliHost host, CancellationToken cancellationToken)
    {
        var path = parsed.GetRequiredValue(Data);
        var options = new TableOptions
        {
            Target = parsed.GetRequiredValue(Target),
            Kinds = Kinds(parsed.GetValue(Types) ?? []),
            Columns = parsed.GetValue(Columns) ?? [],
            Positive = parsed.GetValue(Positive),
            LeaveOutRareClasses = parsed.GetValue(DropRare),
            KeepUnlabelled = Rows.WantsUnlabelled(parsed),
        };
        var table = await new TableReader(options).ReadAsync(RowsOf(host, path, cancellationToken), NameOf(path), cancellationToken).ConfigureAwait(false);
        await RemarkAsync(parsed, host, table).ConfigureAwait(false);
        return table;
    }

    /// <summary>Says what was left out.</summary>
    public static async Task RemarkAsync(ParseResult parsed, CliHost host, Table table)
    {
        if (!parsed.GetValue(host.Common.Quiet))
        {
            foreach (var remark in table.Remarks)
            {
                await host.Error.WriteLineAsync($"demur: {remark}").ConfigureAwait(false);
            }
        }
    }

    /// <summary>The methods with their settings.</summary>
    public IReadOnlyList<MethodTrial> Trials(ParseResult parsed, IEnumerable<string> names)
    {
        var methods = names.SelectMany(name => name.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)).Distinct(StringComparer.OrdinalIgnoreCase).Select(LearningMethods.Named).ToList();
        if (methods.Count == 0)
        {
            throw new DemurException(ErrorCode.Usage, $"--method is empty; name one of {Methods}.");
        }

        Rows.Check(parsed);
        var settings = MethodSettings.Parse(parsed.GetValue(Settings) ?? [], methods);
        foreach (var (method, set) in methods.Zip(settings))
        {
            _ = method.Settings.Sum(setting => set[setting]); // a value out of range is told before anything is read
        }

        return [.. methods.Zip(settings, (method, set) => new MethodTrial(method, set))];
    }

    /// <summary>Opens a file's rows.</summary>
    public static IAsyncEnumerable<DataRow> RowsOf(CliHost host, string path, CancellationToken cancellationToken) =>
        DataFile.ReadAsync(path, new DataFileOptions { StandardInput = host.OpenInput, ColumnAdvice = column => $"Rename the column that stands for it to '{column}'." }, cancellationToken);

    /// <summary>What messages call a file.</summary>
    public static string NameOf(string path) => path == DataFile.StandardInput ? "standard input" : path;

    private static Dictionary<string, ColumnKind> Kinds(IReadOnlyList<string> pairs)
    {
        var kinds = new Dictionary<string, ColumnKind>(StringComparer.Ordinal);
        foreach (var pair in pairs)
        {
            var equals = pair.LastIndexOf('=');
            var word = pair[(equals + 1)..].Trim();
            if (equals < 1 || !Enum.TryParse<ColumnKind>(word, ignoreCase: true, out var kind) || !Enum.IsDefined(kind) || char.IsAsciiDigit(word[0]))
            {
                throw new DemurException(ErrorCode.Usage, $"'{pair}' does not say what a column holds; write COLUMN=KIND with number, category, text or ignored.");
            }

            kinds[pair[..equals].Trim()] = kind;
        }

        return kinds;
    }
}
