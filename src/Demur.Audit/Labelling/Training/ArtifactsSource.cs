using System.Runtime.CompilerServices;
using Demur.Data;

namespace Demur.Audit.Labelling.Training;

/// <summary>Answers of four models to attack prompts with a judge's verdict (JailbreakBench artifacts, Chao et al. 2024, MIT).</summary>
internal sealed class ArtifactsSource : ICorpusSource
{
    /// <inheritdoc/>
    public string Name => "refusal-jailbreakbench";

    /// <inheritdoc/>
    public bool IsTrained => true;

    /// <inheritdoc/>
    public string Folder => Name;

    /// <inheritdoc/>
    public async IAsyncEnumerable<CorpusEntry> ReadAsync(string folder, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var row in DataFile.ReadAsync(Path.Combine(folder, "artifacts.csv"), cancellationToken: cancellationToken).ConfigureAwait(false))
        {
            yield return new CorpusEntry($"{row.Row}", row.GetString("model"), row.GetString("prompt"), row.FindString("response") ?? "")
            {
                JudgedCompliant = row.GetBoolean("jailbroken"),
            };
        }
    }
}
