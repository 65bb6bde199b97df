using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Demur.Learning.Tsetlin.Internal;

namespace Demur.Learning.Tsetlin;

/// <summary>The rules of a model for people: as text, as JSON and as one HTML page that needs nothing else. Immutable and thread-safe.</summary>
public sealed class TsetlinReport
{
    private readonly TsetlinReading _reading;

    /// <summary>Joins a model with the words to read it.</summary>
    /// <param name="model">The model.</param>
    /// <param name="classes">The classes' names, one for each.</param>
    /// <param name="reading">How literals are read; see <see cref="TsetlinReadings"/>.</param>
    /// <exception cref="DemurException">There are not as many names as classes.</exception>
    public TsetlinReport(TsetlinModel model, IReadOnlyList<string> classes, TsetlinReading reading)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(classes);
        ArgumentNullException.ThrowIfNull(reading);
        if (classes.Count != model.ClassCount)
        {
            throw new DemurException($"There are {classes.Count} names for {model.ClassCount} classes; give one for each.");
        }

        Model = model;
        Classes = [.. classes];
        _reading = reading;
    }

    /// <summary>The model.</summary>
    public TsetlinModel Model { get; }

    /// <summary>The classes' names.</summary>
    public IReadOnlyList<string> Classes { get; }

    /// <summary>Reads one rule.</summary>
    /// <param name="rule">The rule.</param>
    /// <returns>Its conditions, those that must hold first.</returns>
    public IReadOnlyList<TsetlinCondition> Read(TsetlinRule rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        return [.. _reading(rule.Literals).OrderBy(condition => condition.IsNegated)];
    }

    /// <summary>Writes one rule as a sentence, such as <c>IF rash AND NOT food THEN +3 for allergy</c>.</summary>
    /// <param name="rule">The rule.</param>
    /// <returns>The sentence.</returns>
    public string Sentence(TsetlinRule rule) =>
        $"IF {string.Join(" AND ", Read(rule))} THEN {rule.Weight.ToString("+0;-0", CultureInfo.InvariantCulture)} for {Classes[rule.Class]}";

    /// <summary>Writes the strongest rules of every class as text, one a line.</summary>
    /// <param name="rulesPerClass">How many rules of a class; 20 by default.</param>
    /// <returns>The text.</returns>
    public string ToText(int rulesPerClass = 20)
    {
        var text = new StringBuilder();
        for (var label = 0; label < Classes.Count; label++)
        {
            var rules = Model.GetRules(label);
            text.Append(CultureInfo.InvariantCulture, $"{Classes[label]}: {rules.Count} rules, {Math.Min(rulesPerClass, rules.Count)} shown\n");
            foreach (var rule in rules.Take(rulesPerClass))
            {
                text.Append("  ").Append(Sentence(rule)).Append('\n');
            }
        }

        return text.ToString();
    }

    /// <summary>Writes the rules as one JSON object: <c>format</c>, <c>t</c> and <c>classes</c>, each with <c>class</c> and <c>rules</c> of <c>weight</c> and <c>conditions</c>.</summary>
    /// <param name="rulesPerClass">How many rules of a class; all by default.</param>
    /// <returns>The JSON.</returns>
    public string ToJson(int rulesPerClass = int.MaxValue)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            writer.WriteStartObject();
            writer.WriteString("format", "demur-rules/1");
            writer.WriteNumber("t", Model.T);
            writer.WriteStartArray("classes");
            for (var label = 0; label < Classes.Count; label++)
            {
                WriteClass(writer, label, rulesPerClass);
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    /// <summary>Writes the strongest rules as one HTML page without scripts or outside files.</summary>
    /// <param name="title">The page's title.</param>
    /// <param name="rulesPerClass">How many rules of a class; 50 by default.</param>
    /// <returns>The page.</returns>
    public string ToHtml(string title, int rulesPerClass = 50) => RulePage.Render(this, title, rulesPerClass);

    private void WriteClass(Utf8JsonWriter writer, int label, int rulesPerClass)
    {
        writer.WriteStartObject();
        writer.WriteString("class", Classes[label]);
        writer.WriteStartArray("rules");
        foreach (var rule in Model.GetRules(label, rulesPerClass))
        {
            writer.WriteStartObject();
            writer.WriteNumber("weight", rule.Weight);
            writer.WriteStartArray("conditions");
            foreach (var condition in Read(rule))
            {
                writer.WriteStartObject();
                writer.WriteString("text", condition.Text);
                writer.WriteBoolean("negated", condition.IsNegated);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
