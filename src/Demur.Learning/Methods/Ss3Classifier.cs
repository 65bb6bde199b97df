using Demur.Decisions;
using Demur.Learning.Methods.Internal;
using Demur.Learning.Models;
using Demur.Learning.Ss3;
using Demur.Learning.Ss3.Internal;
using Demur.Learning.Tables;

namespace Demur.Learning.Methods;

/// <summary>SS3 as a classifier of records: their texts joined. A class's probability is its part of all confidence; where no word speaks, the class's share of the training rows. Immutable and thread-safe.</summary>
public sealed class Ss3Classifier : IClassifier
{
    internal const string Form = "ss3";
    private const double Doubt = 1e-6; // the confidence that the training shares count as: nothing beside a word that speaks

    [ThreadStatic]
    private static Ss3Workspace? _own;

    private readonly ClassifierHead _head;
    private readonly int[] _counts;
    private readonly int[] _categories; // the model's category of each class

    internal Ss3Classifier(ClassifierHead head, TableSchema schema, Ss3Model model, int[] counts)
    {
        _head = head;
        _counts = counts;
        Schema = schema;
        Model = model;
        _categories = [.. head.Classes.Select(name => model.Categories.ToList().IndexOf(name))];
    }

    /// <inheritdoc/>
    public string Method => _head.Method;

    /// <inheritdoc/>
    public TableSchema Schema { get; }

    /// <inheritdoc/>
    public IReadOnlyList<string> Classes => _head.Classes;

    /// <inheritdoc/>
    public ModelCard Card => _head.Card;

    /// <summary>The words and their values.</summary>
    public Ss3Model Model { get; }

    /// <summary>Whether no word of a record speaks for any class.</summary>
    /// <param name="record">The record.</param>
    /// <returns>Whether it is silent.</returns>
    public bool IsSilent(TableRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        return Model.Classify(TextOf(Schema, record)).IsSilent;
    }

    /// <summary>Names all classes that a record speaks for: the upper of two clusters of its confidences, strongest first.</summary>
    /// <param name="record">The record.</param>
    /// <returns>The classes; none when all confidences are equal.</returns>
    public IReadOnlyList<string> Several(TableRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        return Model.Classify(TextOf(Schema, record)).Upper();
    }

    /// <summary>Learns more texts, with the settings that it has: the same classifier as if all had been learnt at once.</summary>
    /// <param name="table">The texts, of this classifier's schema and classes.</param>
    /// <returns>The new classifier; this one stays as it is.</returns>
    /// <exception cref="DemurException">The table has other columns, or a class that this classifier has not.</exception>
    public Ss3Classifier LearnMore(Table table)
    {
        ArgumentNullException.ThrowIfNull(table);
        if (!table.Schema.Columns.Select(column => column.Name).SequenceEqual(Schema.Columns.Select(column => column.Name), StringComparer.Ordinal))
        {
            throw new DemurException(ErrorCode.Column, $"The classifier reads {string.Join(", ", Schema.Columns.Select(column => column.Name))}, and the new texts stand in {string.Join(", ", table.Schema.Columns.Select(column => column.Name))}; they must be the same columns.");
        }

        var (counts, rows) = (Model.ToCounts(), (int[])_counts.Clone());
        for (var row = 0; row < table.Count; row++)
        {
            var name = table.Classes[table.Labels[row]];
            var label = Classes.ToList().IndexOf(name);
            rows[label >= 0 ? label : throw Names.Unknown("class", name, [.. Classes])]++;
            counts.Learn(TextOf(Schema, table.Records[row]), name);
        }

        var card = Card with { Rows = Card.Rows + table.Count, Metrics = new Dictionary<string, double>(StringComparer.Ordinal), Notes = [.. Card.Notes, $"{table.Count} rows were learnt later; the data's hash is that of the first ones."] };
        return new Ss3Classifier(_head with { Card = card }, Schema, new Ss3Learner(Model.Options).Fit(counts), rows);
    }

    /// <inheritdoc/>
    public void Predict(TableRecord record, Span<double> probabilities)
    {
        Span<double> confidences = Classes.Count <= 64 ? stackalloc double[Model.Categories.Count] : new double[Model.Categories.Count];
        Model.Classify(TextOf(Schema, record), confidences, _own ??= new Ss3Workspace());
        var (total, rows) = (Doubt, (double)_counts.Sum());
        foreach (var confidence in confidences)
        {
            total += confidence;
        }

        for (var label = 0; label < _categories.Length; label++)
        {
            var own = _categories[label] < 0 ? 0 : confidences[_categories[label]];
            probabilities[label] = (own + (Doubt * _counts[label] / rows)) / total;
        }
    }

    /// <inheritdoc/>
    public Decision Decide(TableRecord record)
    {
        var decision = Deciding.Of(this, record);
        return IsSilent(record) ? decision with { Label = Decision.Abstain, Evidence = Evidence.None } : decision;
    }

    /// <inheritdoc/>
    /// <remarks>With two classes a word's weight is its confidence for the class less that for the other; with more, its confidence for the class.</remarks>
    public Evidence Explain(TableRecord record, int label, int count)
    {
        var reading = Ss3Reading.Of(Model, TextOf(Schema, record));
        var (own, other) = (_categories[label], Classes.Count == 2 ? _categories[1 - label] : -1);
        return Evidence.Strongest(
            reading.Units
                .GroupBy(unit => unit.Term, StringComparer.Ordinal)
                .Select(units => new NgramEvidence(
                    units.Key,
                    units.Sum(unit => Of(unit, own) - Of(unit, other)),
                    Schema.OnlyText is null ? [] : [.. units.Select(unit => unit.Span)]))
                .Where(item => item.Weight != 0),
            count);

        static double Of(Ss3Unit unit, int category) => category < 0 ? 0 : unit.Confidences.Values[category];
    }

    /// <inheritdoc/>
    public IReadOnlyList<EvidenceItem> Reasons(int label, int count) => _categories[label] < 0
        ? []
        : [.. Model.TopTerms(Classes[label], count).Select(term => new NgramEvidence(term.Term, term.Confidence, []))];

    /// <inheritdoc/>
    public IClassifier WithCard(ModelCard card) => new Ss3Classifier(_head with { Card = card }, Schema, Model, _counts);

    /// <inheritdoc/>
    public void Write(ModelWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        Schema.Write(writer);
        writer.WriteInt32s(_counts);
        Ss3ModelFormat.Write(Model, writer);
    }

    internal static Ss3Classifier Read(ModelReader reader, ClassifierHead head)
    {
        var schema = TableSchema.Read(reader);
        var counts = reader.ReadInt32s();
        var model = Ss3ModelFormat.Read(reader);
        return counts.Length == head.Classes.Count && counts.All(count => count >= 0) && counts.Sum(count => (long)count) is > 0 and <= int.MaxValue && model.Categories.All(head.Classes.Contains)
            ? new Ss3Classifier(head, schema, model, counts)
            : throw reader.Damaged($"categories that are not the classes {string.Join(", ", head.Classes.Take(5))}");
    }

    internal static string TextOf(TableSchema schema, TableRecord record)
    {
        if (schema.OnlyText is not null)
        {
            return record.Text(0) ?? "";
        }

        return string.Join('\n', Enumerable.Range(0, schema.Columns.Count).Where(column => schema.Columns[column].Kind == ColumnKind.Text).Select(column => record.Text(column) ?? ""));
    }
}
