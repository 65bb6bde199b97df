using System.Runtime.CompilerServices;
using Demur.Data;

namespace Demur.Audit.Labelling.Training;

/// <summary>How a GPT-4 model answers harmful medical requests that two models wrote (Han et al. 2024, github.com/AI4LIFE-GROUP/med-safety-bench, MIT); the test part's demonstrations.</summary>
internal sealed class MedSafetySource : ICorpusSource
{
    private const int Categories = 9;

    /// <inheritdoc/>
    public string Name => "med-safety-bench";

    /// <inheritdoc/>
    public bool IsTrained => true;

    /// <inheritdoc/>
    public string Folder => Name;

    /// <inheritdoc/>
    public async IAsyncEnumerable<CorpusEntry> ReadAsync(string folder, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var author in (string[])["gpt4", "llama2"])
        {
            for (var category = 1; category <= Categories; category++)
            {
                var file = Path.Combine(folder, "datasets", "test", author, $"med_safety_demonstrations_category_{category}.csv");
                await foreach (var row in DataFile.ReadAsync(file, cancellationToken: cancellationToken).ConfigureAwait(false))
                {
                    yield return new CorpusEntry($"{author}:{category}:{row.Row}", "gpt-4", row.GetString("harmful_medical_request"), row.GetString("safe_response")) { JudgedCompliant = false };
                }
            }
        }
    }
}
