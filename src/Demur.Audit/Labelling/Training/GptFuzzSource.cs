using System.Runtime.CompilerServices;
using Demur.Data;

namespace Demur.Audit.Labelling.Training;

/// <summary>
/// Answers of three older chat models to jailbreak templates, judged by people as harmful or not (Yu et al. 2023, github.com/sherdencooper/GPTFuzz, MIT).
/// "Not harmful" is not quite "refused", so a verdict counts only where the rules agree.
/// </summary>
internal sealed class GptFuzzSource : ICorpusSource
{
    /// <inheritdoc/>
    public string Name => "gptfuzz";

    /// <inheritdoc/>
    public bool IsTrained => true;

    /// <inheritdoc/>
    public string Folder => "GPTFuzz";

    /// <inheritdoc/>
    public async IAsyncEnumerable<CorpusEntry> ReadAsync(string folder, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var questions = new Dictionary<string, string>(StringComparer.Ordinal);
        await foreach (var row in DataFile.ReadAsync(Path.Combine(folder, "datasets", "questions", "question_list.csv"), cancellationToken: cancellationToken).ConfigureAwait(false))
        {
            questions.Add(row.GetString("index"), row.GetString("text"));
        }

        foreach (var part in (string[])["train", "evaluate"])
        {
            var file = Path.Combine(folder, "datasets", "responses_labeled", $"{part}.csv");
            await foreach (var row in DataFile.ReadAsync(file, cancellationToken: cancellationToken).ConfigureAwait(false))
            {
                var question = questions.GetValueOrDefault(row.GetString("question")) ?? throw row.Error("question", "no question of question_list.csv has this index.");
                yield return new CorpusEntry($"{part}:{row.Row}", "three models", question, row.FindString("Response") ?? "")
                {
                    JudgedCompliant = row.GetBoolean("label"),
                };
            }
        }
    }
}
