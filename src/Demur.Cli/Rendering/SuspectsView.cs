using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Demur.Learning.Noise;
using Spectre.Console;

namespace Demur.Cli.Rendering;

/// <summary>Shows labels that may be wrong: a table for people, one object for scripts.</summary>
internal static class SuspectsView
{
    private const int Shown = 70;

    /// <summary>Prints the strongest suspects and what was found of the classes.</summary>
    public static void Show(IAnsiConsole screen, NoiseReport report, IReadOnlyList<int> contradictions, int duplicates, int count)
    {
        var table = new Table().Border(TableBorder.Simple);
        table.AddColumns("row", "label", "rather", "doubt", "text");
        foreach (var suspect in report.Suspects.Take(count))
        {
            table.AddRow(
                $"{suspect.Row}",
                Markup.Escape(PlainText.InLine(suspect.Given)),
                Markup.Escape(PlainText.InLine(suspect.Suggestion ?? "(another)")),
                suspect.Stability < 1 ? $"{suspect.Doubt:0.00} in {suspect.Stability:P0} of seeds" : $"{suspect.Doubt:0.00}",
                Markup.Escape(Shorten(report.Data.Texts[suspect.Row])));
        }

        screen.WriteLine($"{report.Suspects.Count} of {report.Data.Count} labels are suspect ({report.Strategy}).");
        if (report.Suspects.Count > 0)
        {
            screen.Write(table);
        }

        foreach (var profile in report.Profile.Classes.Where(profile => profile.SuffersFalseNegatives || profile.SuffersFalsePositives))
        {
            var lost = profile.SuffersFalseNegatives ? $"{profile.LostToNone:P0} are taken for none" : $"{profile.LostToRival:P0} are taken for '{profile.Rival}'";
            screen.WriteLine($"'{profile.Label}' is found in {profile.Found:P0} of its {profile.Count} texts; {lost}.");
        }

        if (duplicates > 0)
        {
            screen.WriteLine($"{duplicates} texts repeat an earlier one and were left out of the search; {contradictions.Count} of them carry another label than it.");
        }
    }

    /// <summary>Writes everything as one JSON object.</summary>
    public static void WriteJson(TextWriter output, NoiseReport report, IReadOnlyList<int> contradictions)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteString("strategy", report.Strategy);
            json.WriteNumber("rows", report.Data.Count);
            json.WriteStartArray("suspects");
            foreach (var suspect in report.Suspects)
            {
                WriteSuspect(json, suspect, report.Data.Texts[suspect.Row]);
            }

            json.WriteEndArray();
            json.WriteStartArray("contradictions");
            foreach (var row in contradictions)
            {
                json.WriteNumberValue(row);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        output.WriteLine(Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length));
    }

    private static void WriteSuspect(Utf8JsonWriter json, NoiseSuspect suspect, string text)
    {
        json.WriteStartObject();
        json.WriteNumber("row", suspect.Row);
        json.WriteString("given", suspect.Given);
        json.WriteString("suggestion", suspect.Suggestion);
        json.WriteNumber("doubt", Math.Round(suspect.Doubt, 4));
        json.WriteNumber("stability", suspect.Stability);
        json.WriteString("text", text);
        json.WriteStartArray("neighbours");
        foreach (var neighbour in suspect.Neighbours)
        {
            json.WriteStartObject();
            json.WriteString("label", neighbour.Label);
            json.WriteNumber("distance", Math.Round(neighbour.Distance, 4));
            json.WriteString("text", neighbour.Text);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static string Shorten(string text)
    {
        var line = PlainText.InLine(text);
        return line.Length <= Shown ? line : line[..Shown] + "…";
    }
}
