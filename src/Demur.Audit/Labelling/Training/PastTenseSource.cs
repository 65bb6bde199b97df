using System.Runtime.CompilerServices;
using Demur.Data;

namespace Demur.Audit.Labelling.Training;

/// <summary>Answers of fourteen models to past- and future-tense reformulations of harmful requests with two judges' verdicts (Andriushchenko and Flammarion 2024, MIT).</summary>
internal sealed class PastTenseSource : ICorpusSource
{
    /// <inheritdoc/>
    public string Name => "06-past-tense";

    /// <inheritdoc/>
    public bool IsTrained => true;

    /// <inheritdoc/>
    public string Folder => Name;

    /// <inheritdoc/>
    public async IAsyncEnumerable<CorpusEntry> ReadAsync(string folder, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var row in DataFile.ReadAsync(Path.Combine(folder, "reformulations.csv"), cancellationToken: cancellationToken).ConfigureAwait(false))
        {
            var first = row.GetBoolean("judge_gpt4");
            var second = row.GetBoolean("judge_llama3_70b");
            yield return new CorpusEntry($"{row.Row}", row.GetString("target_model"), row.GetString("reformulated"), row.FindString("response") ?? "")
            {
                JudgedCompliant = first ? true : second ? null : false,
            };
        }
    }
}
