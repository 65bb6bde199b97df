using System.Text.Json;
using Demur.Cli.Hosting;
using Demur.Neural.Organisms;
using Spectre.Console;

namespace Demur.Cli.Rendering;

/// <summary>Shows what the gate measured: a table for people, one object for programs.</summary>
internal static class OrganismGateView
{
    /// <summary>Prints a card's figures.</summary>
    /// <returns>The exit code: 0 passed, 1 not.</returns>
    public static int Print(CliHost host, OrganismCard card, string place, bool json)
    {
        if (json)
        {
            host.Out.WriteLine(ToJson(card, place));
        }
        else
        {
            host.Screen.Write(TableOf(card.Figures));
            var seconds = card.Seconds.Count > 0 ? $", trained in {card.Seconds.Sum():0} s" : "";
            host.Screen.Write(new Text($"{place}: {card.ParameterCount:N0} weights, seed {card.Seed}{seconds}. The gate {(card.Passed ? "is passed" : "is not passed")}.\n"));
        }

        return card.Passed ? 0 : 1;
    }

    private static Table TableOf(IReadOnlyList<OrganismFigure> figures)
    {
        var table = new Table().Border(TableBorder.Simple);
        table.AddColumn(new TableColumn("figure").NoWrap());
        table.AddColumn(new TableColumn("share").RightAligned().NoWrap());
        table.AddColumn(new TableColumn("of").RightAligned().NoWrap());
        table.AddColumn(new TableColumn("asked").NoWrap());
        foreach (var figure in figures)
        {
            table.AddRow(new Text(figure.Name), new Text($"{figure.Share:P1}"), new Text($"{figure.Of}"), new Text(Asked(figure)));
        }

        return table;
    }

    private static string Asked(OrganismFigure figure)
    {
        var bound = figure.AtLeast is { } least ? $"at least {least:P0}" : figure.AtMost is { } most ? $"at most {most:P0}" : "";
        return figure.Passes || bound.Length == 0 ? bound : $"{bound}: missed";
    }

    private static string ToJson(OrganismCard card, string place)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("organism", place);
            writer.WriteString("size", card.Size.ToString().ToLowerInvariant());
            writer.WriteNumber("seed", card.Seed);
            writer.WriteString("recipe", card.Recipe);
            writer.WriteNumber("parameters", card.ParameterCount);
            writer.WriteNumber("seconds", card.Seconds.Sum());
            writer.WriteBoolean("passed", card.Passed);
            writer.WriteStartArray("figures");
            foreach (var figure in card.Figures)
            {
                WriteFigure(writer, figure);
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        return System.Text.Encoding.UTF8.GetString(buffer.ToArray());
    }

    private static void WriteFigure(Utf8JsonWriter writer, OrganismFigure figure)
    {
        writer.WriteStartObject();
        writer.WriteString("name", figure.Name);
        writer.WriteNumber("share", Math.Round(figure.Share, 6));
        writer.WriteNumber("of", figure.Of);
        if (figure.AtLeast is { } least)
        {
            writer.WriteNumber("atLeast", least);
        }

        if (figure.AtMost is { } most)
        {
            writer.WriteNumber("atMost", most);
        }

        writer.WriteBoolean("passed", figure.Passes);
        writer.WriteEndObject();
    }
}
