using System.Runtime.CompilerServices;
using Demur.Data;

namespace Demur.Audit.Labelling.Training;

/// <summary>Answers of three open models of 2024 to harmful requests, at two temperatures (github.com/erikl2/safety-refusal-stability, no licence: never trained on).</summary>
internal sealed class RefusalStabilitySource : ICorpusSource
{
    private static readonly string[] Models = ["Qwen_Qwen2.5_7B_Instruct", "meta_llama_Llama_3.1_8B_Instruct", "mistralai_Mistral_7B_Instruct_v0.3"];
    private static readonly string[] Temperatures = ["0.0", "1.0"];

    /// <inheritdoc/>
    public string Name => "safety-refusal-stability";

    /// <inheritdoc/>
    public bool IsTrained => false;

    /// <inheritdoc/>
    public string Folder => Name;

    /// <inheritdoc/>
    public async IAsyncEnumerable<CorpusEntry> ReadAsync(string folder, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var model in Models)
        {
            foreach (var temperature in Temperatures)
            {
                var file = Path.Combine(folder, "data", "results", "generations", $"{model}_temp{temperature}_seed42.csv");
                await foreach (var row in DataFile.ReadAsync(file, cancellationToken: cancellationToken).ConfigureAwait(false))
                {
                    yield return new CorpusEntry($"{model}:{temperature}:{row.Row}", model, row.GetString("prompt"), row.FindString("response") ?? "");
                }
            }
        }
    }
}
