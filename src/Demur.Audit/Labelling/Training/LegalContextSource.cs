using System.Runtime.CompilerServices;
using Demur.Data;

namespace Demur.Audit.Labelling.Training;

/// <summary>
/// Answers of six models of 2024 to 2025 to harmless requests that look harmful, in English, French and German
/// (github.com/Reliable-Information-Lab-HEVS/Overrefusal_in_Criminal_Legal_Context, MIT; prompts of OR-Bench, CC-BY-4.0). Its own verdicts, by a word list, count where the rules agree.
/// </summary>
internal sealed class LegalContextSource : ICorpusSource
{
    private static readonly Dictionary<string, string> MatrixModels = new(StringComparer.Ordinal)
    {
        ["LL"] = "llama3.1",
        ["GM"] = "gemma4",
        ["AP"] = "apertus",
        ["QW"] = "qwen3",
    };

    /// <inheritdoc/>
    public string Name => "legal-context";

    /// <inheritdoc/>
    public bool IsTrained => true;

    /// <inheritdoc/>
    public string Folder => "Overrefusal_in_Criminal_Legal_Context";

    /// <inheritdoc/>
    public async IAsyncEnumerable<CorpusEntry> ReadAsync(string folder, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var files = Directory.EnumerateFiles(Path.Combine(folder, "results"), "*.csv", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(folder, file).Replace('\\', '/'))
            .Where(file => file.StartsWith("results/english/", StringComparison.Ordinal) || file.Contains("/refusal_matrices/", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal);
        foreach (var file in files)
        {
            await foreach (var row in DataFile.ReadAsync(Path.Combine(folder, file), cancellationToken: cancellationToken).ConfigureAwait(false))
            {
                foreach (var entry in Entries(file, row))
                {
                    yield return entry;
                }
            }
        }
    }

    private static IEnumerable<CorpusEntry> Entries(string file, DataRow row)
    {
        if (row.Has("response_preview"))
        {
            var response = row.FindString("response_full") is { Length: > 0 } full ? full : row.FindString("response_preview") ?? "";
            yield return new CorpusEntry($"{file}:{row.Row}", row.GetString("model"), row.GetString("prompt"), response) { JudgedCompliant = row.FindBoolean("is_refused") is { } refused ? !refused : null };
            yield break;
        }

        foreach (var column in row.Columns.Where(column => column.EndsWith("_response", StringComparison.Ordinal)))
        {
            yield return new CorpusEntry($"{file}:{row.Row}:{column}", MatrixModels[column[..2]], row.FindString("fr_prompt") ?? "", row.FindString(column) ?? "");
        }
    }
}
