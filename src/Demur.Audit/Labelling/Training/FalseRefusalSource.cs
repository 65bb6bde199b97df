using System.Runtime.CompilerServices;
using Demur.Data;

namespace Demur.Audit.Labelling.Training;

/// <summary>
/// Answers of five models to harmless and borderline requests that look harmful (PHTest, github.com/umd-huang-lab/FalseRefusal, no licence: never trained on);
/// kept for testing. The judge's verdict in these files is not read.
/// </summary>
internal sealed class FalseRefusalSource : ICorpusSource
{
    private static readonly string[] Models = ["claude-2.1", "gpt-3.5", "llama-3-8b", "mistral-7b-v0.3", "zephyr-7b"];

    /// <inheritdoc/>
    public string Name => "false-refusal";

    /// <inheritdoc/>
    public bool IsTrained => false;

    /// <inheritdoc/>
    public string Folder => "FalseRefusal";

    /// <inheritdoc/>
    public async IAsyncEnumerable<CorpusEntry> ReadAsync(string folder, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var model in Models)
        {
            var file = Path.Combine(folder, "PHTest", "evaluation_results", $"{model}.csv");
            await foreach (var row in DataFile.ReadAsync(file, cancellationToken: cancellationToken).ConfigureAwait(false))
            {
                yield return new CorpusEntry($"{model}:{row.GetString("ID")}", model, row.GetString("Request"), row.FindString("Response") ?? "");
            }
        }
    }
}
