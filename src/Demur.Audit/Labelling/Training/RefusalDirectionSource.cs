using System.Runtime.CompilerServices;
using Demur.Data;

namespace Demur.Audit.Labelling.Training;

/// <summary>Answers of five open models, steered and plain, to harmful and harmless requests (Arditi et al. 2024, github.com/andyrdt/refusal_direction, Apache-2.0). A run's name says what it should bring about, which is true where the rules agree.</summary>
internal sealed class RefusalDirectionSource : ICorpusSource
{
    private static readonly string[] Models = ["gemma-2b-it", "llama-2-7b-chat-hf", "meta-llama-3-8b-instruct", "qwen-1_8b-chat", "yi-6b-chat"];
    private static readonly string[] Runs = ["harmless_actadd", "harmless_baseline", "jailbreakbench_ablation", "jailbreakbench_actadd", "jailbreakbench_baseline"];

    /// <inheritdoc/>
    public string Name => "refusal-direction";

    /// <inheritdoc/>
    public bool IsTrained => true;

    /// <inheritdoc/>
    public string Folder => "refusal_direction";

    /// <inheritdoc/>
    public async IAsyncEnumerable<CorpusEntry> ReadAsync(string folder, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var model in Models)
        {
            foreach (var run in Runs)
            {
                var file = Path.Combine(folder, "pipeline", "runs", model, "completions", $"{run}_completions.json");
                await foreach (var row in DataFile.ReadAsync(file, cancellationToken: cancellationToken).ConfigureAwait(false))
                {
                    yield return new CorpusEntry($"{model}:{run}:{row.Row}", model, row.GetString("prompt"), row.FindString("response") ?? "")
                    {
                        JudgedCompliant = run switch
                        {
                            "harmless_baseline" or "jailbreakbench_ablation" => true,
                            "harmless_actadd" or "jailbreakbench_baseline" => false,
                            _ => null,
                        },
                    };
                }
            }
        }
    }
}
