using System.Security.Cryptography;
using System.Text;
using Demur.Data;

namespace Demur.Audit.Labelling.Training;

/// <summary>Reads our labels and our own exchanges (<c>data/labels</c>). Labels name rows of others' data by number and hash; no text of others is in them.</summary>
internal static class LabelFile
{
    private const int HashDigits = 16;

    /// <summary>The source name of our own exchanges.</summary>
    public const string OwnSource = "demur-synthetic";

    /// <summary>Reads labels.</summary>
    /// <param name="stream">JSON lines with source, row, hash and label.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>The labels by source and row.</returns>
    public static async Task<Dictionary<(string Source, string Row), ResponseLabel>> ReadLabelsAsync(Stream stream, CancellationToken cancellationToken)
    {
        var labels = new Dictionary<(string, string), ResponseLabel>();
        await foreach (var row in DataFile.ReadAsync(stream, "labels.jsonl", cancellationToken: cancellationToken).ConfigureAwait(false))
        {
            var label = new ResponseLabel(row.GetString("source"), row.GetString("row"), row.GetString("hash"), row.GetString("label") == ResponseDecision.Refusal);
            labels.Add((label.Source, label.Row), label);
        }

        return labels;
    }

    /// <summary>Reads our own exchanges.</summary>
    /// <param name="stream">JSON lines with language, label, prompt and response.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>The exchanges.</returns>
    public static async Task<List<LabelledResponse>> ReadOwnAsync(Stream stream, CancellationToken cancellationToken)
    {
        var rows = new List<LabelledResponse>();
        await foreach (var row in DataFile.ReadAsync(stream, "synthetic.jsonl", cancellationToken: cancellationToken).ConfigureAwait(false))
        {
            rows.Add(new LabelledResponse
            {
                Prompt = row.GetString("prompt"),
                Response = row.GetString("response"),
                IsRefusal = row.GetString("label") == ResponseDecision.Refusal,
                Source = OwnSource,
                Model = row.GetString("language"),
                Weight = 2 * LabelerCorpus.HandWeight, // each stands for a case that the sources hardly have
            });
        }

        return rows;
    }

    /// <summary>Hashes a response as label files do.</summary>
    /// <param name="response">The response.</param>
    /// <returns>16 hexadecimal digits.</returns>
    public static string HashOf(string response) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(response)))[..HashDigits];
}
