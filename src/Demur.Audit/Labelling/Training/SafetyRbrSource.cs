using System.Runtime.CompilerServices;
using Demur.Data;

namespace Demur.Audit.Labelling.Training;

/// <summary>Completions of many styles, from curt refusals to lectures and comfort (Mu et al. 2024, github.com/openai/safety-rbr-code-and-data, MIT); labelled by us.</summary>
internal sealed class SafetyRbrSource : ICorpusSource
{
    /// <inheritdoc/>
    public string Name => "safety-rbr";

    /// <inheritdoc/>
    public bool IsTrained => true;

    /// <inheritdoc/>
    public string Folder => "safety-rbr-code-and-data";

    /// <inheritdoc/>
    public async IAsyncEnumerable<CorpusEntry> ReadAsync(string folder, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var part in (string[])["train", "test"])
        {
            var file = Path.Combine(folder, "data", "rbr_gold_data", $"{part}.jsonl");
            await foreach (var row in DataFile.ReadAsync(file, cancellationToken: cancellationToken).ConfigureAwait(false))
            {
                yield return new CorpusEntry($"{part}:{row.Row}", "gpt", row.GetTurns("prompt")[^1].Text, row.GetTurns("completion")[^1].Text);
            }
        }
    }
}
