using System.Runtime.CompilerServices;
using Demur.Data;

namespace Demur.Audit.Labelling.Training;

/// <summary>Openings of Gemma 3 12B's answers to requests and their harmless twins in six domains (github.com/Antonio-Tresol/gemma3-refusal-axis, MIT); kept for testing.</summary>
internal sealed class GemmaAxisSource : ICorpusSource
{
    /// <inheritdoc/>
    public string Name => "gemma3-refusal-axis";

    /// <inheritdoc/>
    public bool IsTrained => false;

    /// <inheritdoc/>
    public string Folder => Name;

    /// <inheritdoc/>
    public async IAsyncEnumerable<CorpusEntry> ReadAsync(string folder, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var file = Path.Combine(folder, "data", "responses_manifest.json");
        await foreach (var row in DataFile.ReadAsync(file, cancellationToken: cancellationToken).ConfigureAwait(false))
        {
            yield return new CorpusEntry($"{row.Row}", "gemma-3-12b", row.GetString("prompt_text"), row.FindString("response_text") ?? "");
        }
    }
}
