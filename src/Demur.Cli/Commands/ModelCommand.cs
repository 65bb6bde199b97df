using System.CommandLine;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Demur.Cli.Hosting;
using Demur.Learning.Models;
using Spectre.Console;

namespace Demur.Cli.Commands;

/// <summary><c>demur model show</c>: what a model file says about itself.</summary>
internal static class ModelCommand
{
    /// <summary>The word that starts the command.</summary>
    public const string Name = "model";

    /// <summary>What it is for, in one sentence of the help.</summary>
    public const string Summary = "Look at trained models.";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        NumberHandling = System.Text.Json.Serialization.JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Builds the command.</summary>
    public static Command Create(CliHost host)
    {
        var file = new Argument<string>("file") { Description = "The model file." };
        var show = new Command("show", "Print a model file's card: what it is, what made it, how good it was.") { file };
        show.SetAction((parsed, _) => Task.FromResult(Show(host, parsed.GetRequiredValue(file), parsed.GetValue(host.Common.Json))));
        return new Command(Name, Summary) { show };
    }

    private static int Show(CliHost host, string file, bool json)
    {
        var card = ModelFile.ReadCard(file);
        if (json)
        {
            host.Out.WriteLine(JsonSerializer.Serialize(card, Json));
            return 0;
        }

        var grid = new Grid().AddColumn(new GridColumn().NoWrap()).AddColumn();
        foreach (var (name, value) in Rows(card))
        {
            grid.AddRow(new Text(name), new Text(value));
        }

        host.Screen.Write(grid);
        host.Screen.WriteLine();
        return 0;
    }

    private static IEnumerable<(string Name, string Value)> Rows(ModelCard card)
    {
        yield return ("kind", card.Kind);
        if (card.Description.Length > 0)
        {
            yield return ("purpose", card.Description);
        }

        yield return ("made by", card.CreatedBy);
        yield return ("trained on", $"{card.Rows.ToString("N0", CultureInfo.InvariantCulture)} rows, seed {card.Seed}");
        if (card.DataHash.Length > 0)
        {
            yield return ("data hash", card.DataHash);
        }

        foreach (var (name, value) in card.Options)
        {
            yield return (name, value);
        }

        foreach (var (name, value) in card.Metrics)
        {
            yield return (name, value.ToString("0.###", CultureInfo.InvariantCulture));
        }

        foreach (var note in card.Notes)
        {
            yield return ("note", note);
        }
    }
}
