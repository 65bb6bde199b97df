using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Demur.Data;
using Demur.Learning.Noise.Internal;

namespace Demur.Learning.Noise;

/// <summary>The file in which a person decides on suspects: one JSON object a line, to be edited and fed back.</summary>
public static class ReviewFile
{
    private const string Keep = "keep";
    private const string Drop = "drop";
    private const string Accept = "accept";
    private static readonly ReviewJsonContext Json = new(new JsonSerializerOptions(ReviewJsonContext.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    /// <summary>Writes the suspects of a report, most doubtful first, with empty decisions.</summary>
    /// <param name="path">The file; replaced when it exists.</param>
    /// <param name="report">The report.</param>
    /// <exception cref="DemurException">The file cannot be written.</exception>
    public static void Write(string path, NoiseReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        Save(path, string.Concat(report.Suspects.Select(suspect => JsonSerializer.Serialize(Row(report, suspect), Json.ReviewRow) + "\n")));
    }

    /// <summary>Reads a file that a person has edited.</summary>
    /// <param name="path">The file.</param>
    /// <returns>Its rows.</returns>
    /// <exception cref="DemurException">The file is missing, or a line is no review row; the message names the line.</exception>
    public static IReadOnlyList<ReviewRow> Read(string path)
    {
        string[] lines;
        try
        {
            lines = File.ReadAllLines(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new DemurException($"{path}: the review file cannot be read: {error.Message}", error);
        }

        var rows = new List<ReviewRow>();
        for (var line = 0; line < lines.Length; line++)
        {
            if (!string.IsNullOrWhiteSpace(lines[line]))
            {
                rows.Add(Parse(path, line + 1, lines[line]));
            }
        }

        return rows;
    }

    /// <summary>Carries a person's decisions out.</summary>
    /// <param name="data">The data that the review was written for.</param>
    /// <param name="rows">The decisions; rows without one keep their label.</param>
    /// <returns>The cleaned data.</returns>
    /// <exception cref="DemurException">A decision is not known or impossible, a row occurs twice, or the data has changed since.</exception>
    public static CleanedTexts Apply(LabelledTexts data, IReadOnlyList<ReviewRow> rows)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(rows);
        var changes = new Dictionary<int, string?>();
        foreach (var row in rows)
        {
            if (row.Row >= 0 && row.Row < data.Count && (data.Texts[row.Row] != row.Text || data.Labels[row.Row] != row.Given))
            {
                throw new DemurException($"Row {row.Row} of the data is not what the review speaks of (labelled '{data.Labels[row.Row]}' there, '{row.Given}' here); apply the review to the file that it was made from.");
            }

            if (Change(row) is (true, var label) && !changes.TryAdd(row.Row, label))
            {
                throw new DemurException($"The review decides twice on row {row.Row}; keep one of the lines.");
            }
        }

        return CleanedTexts.Of(data, changes);
    }

    private static (bool Changes, string? Label) Change(ReviewRow row) => row.Decision.Trim().ToLowerInvariant() switch
    {
        "" when row.NewLabel.Length > 0 => (true, row.NewLabel),
        "" or Keep => (false, null),
        Drop => (true, null),
        Accept => row.Suggestion is { } suggestion ? (true, suggestion) : throw new DemurException($"Row {row.Row} of the review has no suggestion to accept; write {Keep} or {Drop}, or give a newLabel."),
        _ => throw new DemurException($"Row {row.Row} of the review says '{row.Decision}'; decisions are {Keep}, {Drop} and {Accept}, or leave it empty and give a newLabel."),
    };

    private static ReviewRow Row(NoiseReport report, NoiseSuspect suspect) => new()
    {
        Row = suspect.Row,
        Text = report.Data.Texts[suspect.Row],
        Given = suspect.Given,
        Suggestion = suspect.Suggestion,
        Doubt = Math.Round(suspect.Doubt, 4),
        Stability = suspect.Stability,
        Neighbours = [.. suspect.Neighbours.Select(neighbour => neighbour with { Distance = Math.Round(neighbour.Distance, 4) })],
    };

    private static ReviewRow Parse(string path, int line, string text)
    {
        try
        {
            return JsonSerializer.Deserialize(text, Json.ReviewRow) ?? throw new JsonException("null");
        }
        catch (JsonException error)
        {
            throw new DemurException($"{path}:{line}: this is no review row: {error.Message}", error);
        }
    }

    private static void Save(string path, string content)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        AtomicFile.Write(path, stream => stream.Write(Encoding.UTF8.GetBytes(content)));
    }
}
