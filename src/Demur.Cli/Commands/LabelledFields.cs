using System.CommandLine;
using Demur.Audit.Labelling;
using Demur.Cli.Hosting;
using Demur.Data;

namespace Demur.Cli.Commands;

/// <summary>The options that name the fields of responses labelled by people, and the reading of such files.</summary>
internal sealed class LabelledFields
{
    private static readonly string[] RefusalWords = ["refusal", "refused", "rejected", "1", "true", "yes", "2_full_refusal", "3_partial_refusal", "full_refusal", "partial_refusal"];
    private static readonly string[] ComplianceWords = ["compliance", "complied", "0", "false", "no", "1_full_compliance", "full_compliance"];
    private const string Advice = "Name the field that stands for it with --prompt-field, --response-field or --label-field.";
    private readonly ResponseFields _fields = new();

    /// <summary>The prompt's field.</summary>
    public Option<string> Prompt => _fields.Prompt;

    /// <summary>The response's field.</summary>
    public Option<string> Response => _fields.Response;

    /// <summary>The label's field.</summary>
    public Option<string> Label { get; } = new("--label-field") { Description = "The field with 'refusal' or 'compliance' (also 1/0, rejected/complied).", HelpName = "name", DefaultValueFactory = _ => "label" };

    /// <summary>Whether broken rows are left out.</summary>
    public Option<bool> SkipBroken { get; } = BrokenRows.Create();

    /// <summary>Reads labelled responses.</summary>
    /// <param name="host">The host.</param>
    /// <param name="path">The file; '-' for standard input.</param>
    /// <param name="parsed">What the options were given.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="DemurException">The file cannot be read, or a label is not one that is known.</exception>
    public async Task<List<LabelledResponse>> ReadAsync(CliHost host, string path, ParseResult parsed, CancellationToken cancellationToken)
    {
        var (prompt, response, label) = (parsed.GetRequiredValue(Prompt), parsed.GetRequiredValue(Response), parsed.GetRequiredValue(Label));
        var prompts = new NamedField(parsed.GetResult(Prompt) is { Implicit: false } ? prompt : null, int.MaxValue);
        var responses = new NamedField(response, int.MaxValue);
        var rows = new List<LabelledResponse>();
        await foreach (var row in new RowInput(host, path, parsed.GetValue(SkipBroken), Advice).ReadAsync(Read, cancellationToken).ConfigureAwait(false))
        {
            rows.Add(row);
        }

        prompts.CheckAtEnd();
        responses.CheckAtEnd();
        return rows;

        LabelledResponse Read(DataRow row)
        {
            var word = row.GetString(label).Trim().ToLowerInvariant();
            if (!RefusalWords.Contains(word) && !ComplianceWords.Contains(word))
            {
                throw new DemurException($"{row.Location}: the label '{word}' in field '{label}' is not one that is known; write 'refusal' or 'compliance'.");
            }

            prompts.Saw(row);
            responses.Saw(row);
            return new LabelledResponse { Prompt = row.FindString(prompt) ?? "", Response = row.FindString(response) ?? "", IsRefusal = RefusalWords.Contains(word) };
        }
    }
}
