using System.Runtime.CompilerServices;
using Demur.Data;

namespace Demur.Audit.Labelling.Training;

/// <summary>Answers of 26 models to everyday requests (github.com/tatsu-lab/alpaca_eval; the requests are for research only, so the labeller never learns from them).</summary>
internal sealed class AlpacaEvalSource : ICorpusSource
{
    /// <inheritdoc/>
    public string Name => "alpaca-eval";

    /// <inheritdoc/>
    public bool IsTrained => false;

    /// <inheritdoc/>
    public string Folder => "alpaca_eval";

    /// <inheritdoc/>
    public async IAsyncEnumerable<CorpusEntry> ReadAsync(string folder, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var models = Directory.EnumerateDirectories(Path.Combine(folder, "results")).Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal);
        foreach (var model in models)
        {
            var file = Path.Combine(folder, "results", model, "model_outputs.json");
            if (!File.Exists(file))
            {
                continue;
            }

            await foreach (var row in DataFile.ReadAsync(file, cancellationToken: cancellationToken).ConfigureAwait(false))
            {
                yield return new CorpusEntry($"{model}:{row.Row}", model, row.GetString("instruction"), row.FindString("output") ?? "");
            }
        }
    }
}
