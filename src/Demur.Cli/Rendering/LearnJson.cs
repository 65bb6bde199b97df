using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Demur.Learning.Evaluation;
using Demur.Learning.Tables;
using Demur.Metrics;

namespace Demur.Cli.Rendering;

/// <summary>The parts of which the JSON of <c>demur learn</c> is made.</summary>
internal static class LearnJson
{
    /// <summary>Apostrophes and accents as they are.</summary>
    public static JsonWriterOptions Options => new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The same for objects of a line each.</summary>
    public static JsonSerializerOptions Lines { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>What a finished writer wrote.</summary>
    public static string Text(MemoryStream buffer) => Encoding.UTF8.GetString(buffer.ToArray());

    /// <summary>Writes the classes with their counts.</summary>
    public static void WriteClasses(Utf8JsonWriter writer, Table table)
    {
        writer.WriteStartObject("classes");
        foreach (var (name, count) in table.Classes.Zip(table.ClassCounts()))
        {
            writer.WriteNumber(name, count);
        }

        writer.WriteEndObject();
    }

    /// <summary>Writes the columns with their kinds.</summary>
    public static void WriteColumns(Utf8JsonWriter writer, TableSchema schema)
    {
        writer.WriteStartObject("columns");
        foreach (var column in schema.Columns)
        {
            writer.WriteString(column.Name, column.Kind.ToString().ToLowerInvariant());
        }

        writer.WriteEndObject();
    }

    /// <summary>Writes a method's figures as members of the object at hand.</summary>
    public static void WriteScore(Utf8JsonWriter writer, MethodScore score)
    {
        WriteInterval(writer, "accuracy", score.Accuracy);
        WriteInterval(writer, "macroF1", score.MacroF1);
        if (score.Auroc is { } auroc)
        {
            WriteInterval(writer, "auroc", auroc);
        }

        writer.WriteNumber("trainSeconds", Math.Round(score.TrainSeconds, 6));
        writer.WriteNumber("predictMicroseconds", Math.Round(score.PredictMicroseconds, 3));
        writer.WriteNumber("modelBytes", score.ModelBytes);
        if (score.FromBest is { } difference)
        {
            WriteInterval(writer, "fromBest", difference.Accuracy);
            writer.WriteNumber("fromBestP", Math.Round(difference.PValue, 6));
        }
    }

    /// <summary>Writes the share of each class's rows that were told.</summary>
    public static void WriteRecalls(Utf8JsonWriter writer, MethodScore score, IReadOnlyList<string> classes)
    {
        writer.WriteStartObject("recall");
        foreach (var (name, recall) in classes.Zip(score.Recalls))
        {
            WriteNumber(writer, name, recall);
        }

        writer.WriteEndObject();
    }

    private static void WriteInterval(Utf8JsonWriter writer, string name, ConfidenceInterval interval)
    {
        WriteNumber(writer, name, interval.Estimate);
        WriteNumber(writer, $"{name}Low", interval.Low);
        WriteNumber(writer, $"{name}High", interval.High);
    }

    private static void WriteNumber(Utf8JsonWriter writer, string name, double value)
    {
        if (double.IsFinite(value))
        {
            writer.WriteNumber(name, Math.Round(value, 6));
        }
        else
        {
            writer.WriteNull(name);
        }
    }
}
