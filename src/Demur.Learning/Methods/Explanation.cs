using Demur.Decisions;
using Demur.Learning.Methods.Internal;
using Demur.Learning.Tables;

namespace Demur.Learning.Methods;

/// <summary>A decision with all that a reader needs to follow it.</summary>
public sealed class Explanation
{
    private Explanation(IClassifier classifier, TableRecord record, Decision decision, int label)
    {
        Classifier = classifier;
        Record = record;
        Decision = decision;
        Spoken = classifier.Classes[label];
        Other = classifier.Classes.Count == 2 ? classifier.Classes[1 - label] : null;
    }

    /// <summary>What decided.</summary>
    public IClassifier Classifier { get; }

    /// <summary>What was decided on.</summary>
    public TableRecord Record { get; }

    /// <summary>The decision; its evidence's weights speak for <see cref="Spoken"/> above 0.</summary>
    public Decision Decision { get; }

    /// <summary>The class that score and weights speak for.</summary>
    public string Spoken { get; }

    /// <summary>Of two classes the one that weights below 0 speak for; null with more.</summary>
    public string? Other { get; }

    /// <summary>The text where the classifier reads one only; null for tables and for a missing text.</summary>
    public string? Text => Classifier.Schema.OnlyText is null ? null : Record.Text(0);

    /// <summary>Explains a record.</summary>
    /// <param name="classifier">The classifier.</param>
    /// <param name="record">The record.</param>
    /// <param name="count">How many reasons at most.</param>
    /// <returns>The decision and its reasons.</returns>
    public static Explanation Of(IClassifier classifier, TableRecord record, int count)
    {
        ArgumentNullException.ThrowIfNull(classifier);
        var probabilities = new double[classifier.Classes.Count];
        classifier.Predict(record, probabilities);
        var label = probabilities.Length == 2 ? 1 : Deciding.Choose(probabilities);
        var decision = classifier.Decide(record);
        return new Explanation(classifier, record, decision.IsAbstention ? decision : decision with { Evidence = classifier.Explain(record, label, count) }, label);
    }
}
