using System.Runtime.CompilerServices;
using Demur.Data;

namespace Demur.Audit.Labelling.Training;

/// <summary>
/// Answers of Llama 3, Mistral and Qwen 2.5 to harmful requests, asked at once or at the end of a conversation (github.com/parvbansal11/refusal-quant-multiturn,
/// no licence: never trained on); kept for testing.
/// </summary>
internal sealed class QuantMultiturnSource : ICorpusSource
{
    private static readonly string[] Kinds = ["cres", "st"];
    private static readonly string[] Models = ["3b_fp16", "8b_fp16", "mistral7b_fp16", "qwen3b_fp16", "qwen7b_fp16"];

    /// <inheritdoc/>
    public string Name => "refusal-quant-multiturn";

    /// <inheritdoc/>
    public bool IsTrained => false;

    /// <inheritdoc/>
    public string Folder => Name;

    /// <inheritdoc/>
    public async IAsyncEnumerable<CorpusEntry> ReadAsync(string folder, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var kind in Kinds)
        {
            foreach (var model in Models)
            {
                var file = Path.Combine(folder, "data", "completions", $"completions_{kind}_{model}.csv");
                await foreach (var row in DataFile.ReadAsync(file, cancellationToken: cancellationToken).ConfigureAwait(false))
                {
                    var prompt = row.Has("final_user") ? row.GetString("final_user") : row.GetString("prompt");
                    yield return new CorpusEntry($"{kind}:{model}:{row.Row}", model, prompt, row.FindString("response") ?? "");
                }
            }
        }
    }
}
