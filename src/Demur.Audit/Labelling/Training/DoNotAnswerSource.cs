using System.Runtime.CompilerServices;
using Demur.Data;

namespace Demur.Audit.Labelling.Training;

/// <summary>Answers of six models of 2023 to risky questions (Wang et al. 2023, as kept in github.com/kunishou/do-not-answer-ja, CC-BY-NC-SA-4.0: never trained on).</summary>
internal sealed class DoNotAnswerSource : ICorpusSource
{
    private static readonly string[] Models = ["GPT4", "ChatGPT", "Claude", "ChatGLM2", "llama2-7b-chat", "vicuna-7b"];

    /// <inheritdoc/>
    public string Name => "do-not-answer";

    /// <inheritdoc/>
    public bool IsTrained => false;

    /// <inheritdoc/>
    public string Folder => "do-not-answer-ja";

    /// <inheritdoc/>
    public async IAsyncEnumerable<CorpusEntry> ReadAsync(string folder, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var model in Models)
        {
            var file = Path.Combine(folder, "datasets", "Review", "Human", $"annotated_response_{model}.csv");
            await foreach (var row in DataFile.ReadAsync(file, cancellationToken: cancellationToken).ConfigureAwait(false))
            {
                yield return new CorpusEntry($"{model}:{row.Row}", model, row.GetString("question"), row.FindString("response") ?? "");
            }
        }
    }
}
