using System.Runtime.CompilerServices;
using Demur.Data;

namespace Demur.Audit.Labelling.Training;

/// <summary>1,706 answers of ChatGPT with hand labels (Reuter and Schulze 2023, MIT): the train part teaches, the test part measures.</summary>
internal sealed class ChatGptSource : ICorpusSource
{
    /// <inheritdoc/>
    public string Name => "01-predicting-prompt-refusal";

    /// <inheritdoc/>
    public bool IsTrained => true;

    /// <inheritdoc/>
    public string Folder => Name;

    /// <inheritdoc/>
    public async IAsyncEnumerable<CorpusEntry> ReadAsync(string folder, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var index = new List<(string Label, string Split)>();
        await foreach (var row in DataFile.ReadAsync(Path.Combine(folder, "index.csv"), cancellationToken: cancellationToken).ConfigureAwait(false))
        {
            index.Add((row.FindString("label") ?? "", row.GetString("split_seed0")));
        }

        await foreach (var row in DataFile.ReadAsync(Path.Combine(folder, "all_hand_labeled.json"), cancellationToken: cancellationToken).ConfigureAwait(false))
        {
            var (label, split) = index[(int)row.Row];
            if (label.Length > 0)
            {
                yield return new CorpusEntry($"{row.Row}", "gpt-3.5-turbo", row.GetString("prompt"), row.GetString("response"))
                {
                    IsRefusal = label == "rejected",
                    Part = split == "train" ? null : split,
                };
            }
        }
    }
}
