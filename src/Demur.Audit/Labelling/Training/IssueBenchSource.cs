using System.Runtime.CompilerServices;
using Demur.Data;

namespace Demur.Audit.Labelling.Training;

/// <summary>
/// Five models' writing on political issues, whose stance or refusal two people noted (Röttger et al. 2025, "IssueBench", github.com/paul-rottger/issuebench, CC-BY-4.0); kept for
/// testing.
/// </summary>
internal sealed class IssueBenchSource : ICorpusSource
{
    /// <inheritdoc/>
    public string Name => "issuebench";

    /// <inheritdoc/>
    public bool IsTrained => false;

    /// <inheritdoc/>
    public string Folder => "issuebench";

    /// <inheritdoc/>
    public async IAsyncEnumerable<CorpusEntry> ReadAsync(string folder, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var file = Path.Combine(folder, "3_experiments", "1_stance_classifier_evaluation", "stance_annotations.csv");
        await foreach (var row in DataFile.ReadAsync(file, cancellationToken: cancellationToken).ConfigureAwait(false))
        {
            yield return new CorpusEntry($"{row.Row}", row.GetString("response_model"), row.GetString("prompt_text"), row.FindString("response_text") ?? "")
            {
                IsRefusal = row.GetString("final_label") == "refusal",
            };
        }
    }
}
