using System.Runtime.CompilerServices;
using Demur.Data;

namespace Demur.Audit.Labelling.Training;

/// <summary>Careful answers of gpt-3.5-turbo to instructions (Bianchi et al. 2024, github.com/vinid/safety-tuned-llamas, CC-BY-NC-4.0: never trained on).</summary>
internal sealed class SafetyTunedSource : ICorpusSource
{
    /// <inheritdoc/>
    public string Name => "safety-tuned-llamas";

    /// <inheritdoc/>
    public bool IsTrained => false;

    /// <inheritdoc/>
    public string Folder => Name;

    /// <inheritdoc/>
    public async IAsyncEnumerable<CorpusEntry> ReadAsync(string folder, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var file = Path.Combine(folder, "data", "training", "safety_only_data_Instructions.json");
        await foreach (var row in DataFile.ReadAsync(file, cancellationToken: cancellationToken).ConfigureAwait(false))
        {
            var input = row.FindString("input") ?? "";
            var instruction = row.GetString("instruction");
            yield return new CorpusEntry($"{row.Row}", "gpt-3.5-turbo", input.Length == 0 ? instruction : $"{instruction}\n{input}", row.GetString("output"));
        }
    }
}
