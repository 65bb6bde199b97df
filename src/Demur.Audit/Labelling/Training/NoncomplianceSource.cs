using System.Runtime.CompilerServices;
using Demur.Data;

namespace Demur.Audit.Labelling.Training;

/// <summary>Chosen and rejected answers to benign contrast prompts of CoCoNot (Brahman et al. 2024, MIT). The chosen ones comply; the rejected ones are labelled by us.</summary>
internal sealed class NoncomplianceSource : ICorpusSource
{
    /// <inheritdoc/>
    public string Name => "04-refusal-tokens";

    /// <inheritdoc/>
    public bool IsTrained => true;

    /// <inheritdoc/>
    public string Folder => Name;

    /// <inheritdoc/>
    public async IAsyncEnumerable<CorpusEntry> ReadAsync(string folder, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var row in DataFile.ReadAsync(Path.Combine(folder, "coconot-pref-train.jsonl"), cancellationToken: cancellationToken).ConfigureAwait(false))
        {
            var prompt = row.GetString("prompt");
            yield return new CorpusEntry($"{row.Row}:chosen", "gpt-4", prompt, row.GetString("chosen")) { JudgedCompliant = true };
            yield return new CorpusEntry($"{row.Row}:rejected", "rejected", prompt, row.GetString("rejected"));
        }
    }
}
