using System.Globalization;
using System.Text.Json;
using Demur.Cli.Hosting;
using Demur.Data;
using Demur.Learning.Methods;
using Demur.Learning.SelfTraining;

namespace Demur.Cli.Rendering;

/// <summary>What self-training labelled: by round for a reader, row by row in a file.</summary>
internal static class SelfTrainingView
{
    /// <summary>Shows the rounds.</summary>
    public static void Show(CliHost host, SelfTrainingTrace trace, IReadOnlyList<string> classes)
    {
        if (trace.Labels.Count == 0)
        {
            host.Out.WriteLine("Self-training labelled nothing: no row was sure enough. The classifier is that of the labelled rows.");
            return;
        }

        host.Out.WriteLine("Labelled by the method itself:");
        foreach (var round in trace.Rounds.Where(round => round.Added.Sum() > 0))
        {
            var added = string.Join(", ", round.Added.Select((count, label) => $"{count} {classes[label]}").Take(6));
            var holdout = round.HoldoutAccuracy is { } accuracy ? string.Create(CultureInfo.InvariantCulture, $", holdout {accuracy:.000}") : "";
            host.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  round {round.Round}: {added}; believed precision {round.EstimatedPrecision:.00}, {round.Left} left{holdout}"));
        }

        host.Out.WriteLine($"{Reason(trace.StopReason)} {(trace.KeptRound == 0 ? "The classifier is that of the labelled rows." : $"The classifier is that of round {trace.KeptRound}.")}");
    }

    /// <summary>Writes the rounds as a member of the object at hand.</summary>
    public static void WriteJson(Utf8JsonWriter writer, SelfTrainingTrace trace, IReadOnlyList<string> classes)
    {
        writer.WriteStartObject("selfTraining");
        writer.WriteNumber("keptRound", trace.KeptRound);
        if (trace.StopReason is { } reason)
        {
            writer.WriteString("stopReason", JsonNamingPolicy.CamelCase.ConvertName(reason.ToString()));
        }

        writer.WriteStartArray("rounds");
        foreach (var round in trace.Rounds)
        {
            writer.WriteStartObject();
            writer.WriteNumber("round", round.Round);
            writer.WriteStartObject("added");
            foreach (var (name, count) in classes.Zip(round.Added))
            {
                writer.WriteNumber(name, count);
            }

            writer.WriteEndObject();
            writer.WriteNumber("left", round.Left);
            WriteFinite(writer, "believedPrecision", round.EstimatedPrecision);
            WriteFinite(writer, "holdoutAccuracy", round.HoldoutAccuracy ?? double.NaN);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    /// <summary>Writes every label with its round and reason, one object a line; <c>row</c> counts the rows without labels from 0.</summary>
    public static void WriteTrace(string file, SelfTrainingTrace trace, IReadOnlyList<string> classes) => AtomicFile.Write(file, stream =>
    {
        foreach (var label in trace.Labels)
        {
            using (var writer = new Utf8JsonWriter(stream, LearnJson.Options))
            {
                writer.WriteStartObject();
                writer.WriteNumber("row", label.Row);
                writer.WriteNumber("round", label.Round);
                writer.WriteString("label", classes[label.Label]);
                writer.WriteNumber("confidence", Math.Round(label.Confidence, 6));
                WriteFinite(writer, "threshold", label.Threshold);
                writer.WriteNumber("weight", Math.Round(label.Weight, 6));
                writer.WriteEndObject();
            }

            stream.WriteByte((byte)'\n');
        }
    });

    private static string Reason(StopReason? reason) => reason switch
    {
        StopReason.PoolExhausted => "Every row has a label.",
        StopReason.NothingChosen => "No further row was sure enough.",
        StopReason.HoldoutFell => "The accuracy on the holdout did not rise any more.",
        StopReason.RoundLimit => "It was the last round allowed.",
        _ => "The members agreed on nothing further.",
    };

    private static void WriteFinite(Utf8JsonWriter writer, string name, double value)
    {
        if (double.IsFinite(value))
        {
            writer.WriteNumber(name, Math.Round(value, 6));
        }
    }
}
