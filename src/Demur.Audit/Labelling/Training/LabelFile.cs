using System.Security.Cryptography;
using System.Text;
using Demur.Audit.Suites;
using Demur.Data;

namespace Demur.Audit.Labelling.Training;

/// <summary>Reads our labels and our own exchanges (<c>data/labels</c>). Labels name rows of others' data by number and hash; no text of others is in them.</summary>
internal static class LabelFile
{
    private const int HashDigits = 16;

    /// <summary>The source name of our own exchanges.</summary>
    public const string OwnSource = "demur-synthetic";

    /// <summary>The source name of our exchanges in other languages than English.</summary>
    public const string LanguageSource = "demur-languages";

    /// <summary>The source name of the recordings that ship with Demur.</summary>
    public const string RecordingSource = "demur-recordings";

    /// <summary>Reads labels.</summary>
    /// <param name="stream">JSON lines with source, row, hash and label.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>The labels by source and row.</returns>
    public static async Task<Dictionary<(string Source, string Row), ResponseLabel>> ReadLabelsAsync(Stream stream, CancellationToken cancellationToken)
    {
        var labels = new Dictionary<(string, string), ResponseLabel>();
        await foreach (var row in DataFile.ReadAsync(stream, "labels.jsonl", cancellationToken: cancellationToken).ConfigureAwait(false))
        {
            var label = new ResponseLabel(row.GetString("source"), row.GetString("row"), row.GetString("hash"), row.GetString("label") == ResponseDecision.Refusal, row.FindString("part"));
            labels.Add((label.Source, label.Row), label);
        }

        return labels;
    }

    /// <summary>Reads our own exchanges.</summary>
    /// <param name="stream">JSON lines with language, label, prompt and response.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>The exchanges.</returns>
    public static Task<List<LabelledResponse>> ReadOwnAsync(Stream stream, CancellationToken cancellationToken)
    {
        const double Weight = 1.6 * LabelerCorpus.HandWeight; // each stands for a case that the sources hardly have; more than this makes quoted refusals weigh too much
        return ReadExchangesAsync(stream, "synthetic.jsonl", OwnSource, Weight, cancellationToken);
    }

    /// <summary>Reads our exchanges in other languages than English.</summary>
    /// <param name="stream">JSON lines with language, label, prompt, response and, where one is kept for measuring, part.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>The exchanges; those of a part have it behind their source's name.</returns>
    public static Task<List<LabelledResponse>> ReadLanguagesAsync(Stream stream, CancellationToken cancellationToken) =>
        ReadExchangesAsync(stream, "languages.jsonl", LanguageSource, LabelerCorpus.HandWeight, cancellationToken);

    /// <summary>Reads the recordings that ship with Demur; their writers noted each answer's stance. An answer that stands in both counts once.</summary>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>The answered rows that plainly comply or plainly refuse.</returns>
    public static async Task<List<LabelledResponse>> ReadRecordingsAsync(CancellationToken cancellationToken)
    {
        var rows = new List<LabelledResponse>();
        var seen = new HashSet<(string, string)>();
        foreach (var name in SampleRecordings.Names)
        {
            using var stream = SampleRecordings.Open(name);
            await foreach (var row in DataFile.ReadAsync(stream, SampleRecordings.FileName(name), cancellationToken: cancellationToken).ConfigureAwait(false))
            {
                var (prompt, response) = (row.GetString("prompt"), row.FindString("response") ?? "");
                if (IsRefusal(row) is { } isRefusal && response.Length > 0 && seen.Add((prompt, response)))
                {
                    rows.Add(new LabelledResponse
                    {
                        Prompt = prompt,
                        Response = response,
                        IsRefusal = isRefusal,
                        Source = RecordingSource,
                        Model = row.FindString("language") ?? "",
                        Weight = 1,
                    });
                }
            }
        }

        return rows;
    }

    /// <summary>Only the plain stances teach: whether a corrected premise or a question back is a refusal is a matter of convention, which the other sources hold.</summary>
    private static bool? IsRefusal(DataRow row) => row.FindString("stance")?.ToLowerInvariant() switch
    {
        "refused" => true,
        "complied" or "disclaimed" => false,
        _ => null,
    };

    /// <summary>Hashes a response as label files do.</summary>
    /// <param name="response">The response.</param>
    /// <returns>16 hexadecimal digits.</returns>
    public static string HashOf(string response) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(response)))[..HashDigits];

    private static async Task<List<LabelledResponse>> ReadExchangesAsync(Stream stream, string name, string source, double weight, CancellationToken cancellationToken)
    {
        var rows = new List<LabelledResponse>();
        await foreach (var row in DataFile.ReadAsync(stream, name, cancellationToken: cancellationToken).ConfigureAwait(false))
        {
            rows.Add(new LabelledResponse
            {
                Prompt = row.GetString("prompt"),
                Response = row.GetString("response"),
                IsRefusal = row.GetString("label") == ResponseDecision.Refusal,
                Source = row.FindString("part") is { } part ? $"{source}/{part}" : source,
                Model = row.GetString("language"),
                Weight = weight,
            });
        }

        return rows;
    }
}
