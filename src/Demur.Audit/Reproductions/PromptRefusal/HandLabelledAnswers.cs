using Demur.Data;
using Demur.Reproduction;

namespace Demur.Audit.Reproductions.PromptRefusal;

/// <summary>Reads the paper's 1,721 answers and joins them, row by row, with their labels, sources and the stored split.</summary>
internal static class HandLabelledAnswers
{
    private const string Folder = "01-predicting-prompt-refusal";
    private const string RefusalLabel = "rejected";

    public static async Task<IReadOnlyList<HandLabelledAnswer>> LoadAsync(DataLocator data, CancellationToken cancellationToken)
    {
        var texts = await ReadAsync(data.Require($"{Folder}/all_hand_labeled.json"), cancellationToken).ConfigureAwait(false);
        var labels = await ReadAsync(data.Require($"{Folder}/index.csv"), cancellationToken).ConfigureAwait(false);
        if (texts.Count != labels.Count)
        {
            throw new DemurException($"{Folder}: all_hand_labeled.json has {texts.Count} rows and index.csv {labels.Count}; fetch both files again, they belong together.");
        }

        return [.. texts.Zip(labels).Where(pair => !string.IsNullOrEmpty(pair.Second.FindString("label"))).Select(pair => Join(pair.First, pair.Second))];
    }

    private static HandLabelledAnswer Join(DataRow text, DataRow label) => new(
        text.GetString("prompt"),
        text.GetString("response"),
        label.GetString("source"),
        label.GetString("label") == RefusalLabel,
        label.GetString("split_seed0"));

    private static async Task<List<DataRow>> ReadAsync(string path, CancellationToken cancellationToken)
    {
        var rows = new List<DataRow>();
        await foreach (var row in DataFile.ReadAsync(path, cancellationToken: cancellationToken).ConfigureAwait(false))
        {
            rows.Add(row);
        }

        return rows;
    }
}
