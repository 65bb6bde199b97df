using System.Text.Json;
using Demur.Testing;

namespace Demur.Tests.Learning;

/// <summary>The 1,706 kept rows of the research data 01 with their stored split.</summary>
internal sealed record RefusalData(string Prompt, string Response, bool IsRefusal, string Source, string Part)
{
    public static IReadOnlyList<RefusalData> Require()
    {
        var texts = ResearchData.Require("01-predicting-prompt-refusal/all_hand_labeled.json");
        var index = File.ReadAllLines(ResearchData.Require("01-predicting-prompt-refusal/index.csv"));
        using var document = JsonDocument.Parse(File.ReadAllBytes(texts));
        var rows = document.RootElement;
        return [.. index.Skip(1).Select(line => line.Split(',')).Where(cells => cells[6] != "dropped").Select(cells =>
        {
            var row = rows[int.Parse(cells[0])];
            return new RefusalData(row.GetProperty("prompt").GetString()!, row.GetProperty("response").GetString()!, cells[5] == "rejected", cells[2], cells[6]);
        })];
    }
}
