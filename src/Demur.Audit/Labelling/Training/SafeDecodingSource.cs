using System.Runtime.CompilerServices;
using Demur.Data;

namespace Demur.Audit.Labelling.Training;

/// <summary>How five models decline harmful requests, two of them without any standard phrase (Xu et al. 2024, github.com/uw-nsl/SafeDecoding, MIT).</summary>
internal sealed class SafeDecodingSource : ICorpusSource
{
    /// <summary>Each model with the marks that its chat template puts before the request and before the answer.</summary>
    private static readonly (string Model, string Request, string Answer)[] Templates =
    [
        ("dolphin", "USER: ", " ASSISTANT: "),
        ("vicuna", "USER: ", " ASSISTANT: "),
        ("falcon", "User: ", "\n\nAssistant: "),
        ("guanaco", "### Human: ", "\n### Assistant: "),
        ("llama2", "[INST] ", "[/INST] "),
    ];

    private static readonly string[] Ends = ["</s>", "<|endoftext|>", "<s>"];

    /// <inheritdoc/>
    public string Name => "safedecoding";

    /// <inheritdoc/>
    public bool IsTrained => true;

    /// <inheritdoc/>
    public string Folder => "SafeDecoding";

    /// <inheritdoc/>
    public async IAsyncEnumerable<CorpusEntry> ReadAsync(string folder, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var (model, request, answer) in Templates)
        {
            var file = Path.Combine(folder, "lora_modules", model, $"ft_datasets_{model}.json");
            await foreach (var row in DataFile.ReadAsync(file, cancellationToken: cancellationToken).ConfigureAwait(false))
            {
                var text = row.GetString("text");
                var at = text.IndexOf(answer, StringComparison.Ordinal);
                if (at < 0)
                {
                    throw row.Error("text", $"the mark '{answer.Trim()}' before the answer is missing.");
                }

                var start = text.IndexOf(request, StringComparison.Ordinal) + request.Length;
                yield return new CorpusEntry($"{model}:{row.Row}", model, text[start..at].Trim(), WithoutEnds(text[(at + answer.Length)..])) { JudgedCompliant = false };
            }
        }
    }

    private static string WithoutEnds(string answer) => Ends.Aggregate(answer, (text, end) => text.Replace(end, "", StringComparison.Ordinal)).Trim();
}
