using System.Runtime.CompilerServices;
using Demur.Data;

namespace Demur.Audit.Labelling.Training;

/// <summary>Llama 2 7B Chat's refusals of harmful instructions (Wei et al. 2024, github.com/boyiwei/alignment-attribution-code, MIT); kept for testing.</summary>
internal sealed class AlignmentAttributionSource : ICorpusSource
{
    private static readonly string[] Marks = ["[INST]", "[/INST]"];

    /// <inheritdoc/>
    public string Name => "alignment-attribution";

    /// <inheritdoc/>
    public bool IsTrained => false;

    /// <inheritdoc/>
    public string Folder => "alignment-attribution-code";

    /// <inheritdoc/>
    public async IAsyncEnumerable<CorpusEntry> ReadAsync(string folder, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var file = Path.Combine(folder, "data", "SFT_aligned_llama2-7b-chat-hf_train_short.csv");
        await foreach (var row in DataFile.ReadAsync(file, cancellationToken: cancellationToken).ConfigureAwait(false))
        {
            var prompt = Marks.Aggregate(row.GetString("prompt"), (text, mark) => text.Replace(mark, "", StringComparison.Ordinal)).Trim();
            yield return new CorpusEntry($"{row.Row}", "llama-2-7b-chat", prompt, row.FindString("response") ?? "");
        }
    }
}
