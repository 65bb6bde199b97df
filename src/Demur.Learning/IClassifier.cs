using Demur.Decisions;
using Demur.Learning.Models;
using Demur.Learning.Tables;

namespace Demur.Learning;

/// <summary>A trained classifier of records or texts, whatever the method: takes a record, tells its class and why. Implementations are immutable and thread-safe.</summary>
public interface IClassifier
{
    /// <summary>The name of the method that trained it, such as <c>logistic</c>.</summary>
    string Method { get; }

    /// <summary>The columns that it reads.</summary>
    TableSchema Schema { get; }

    /// <summary>The classes, by name; of two, the second is the positive one, for which scores and weights speak.</summary>
    IReadOnlyList<string> Classes { get; }

    /// <summary>What its file says about it.</summary>
    ModelCard Card { get; }

    /// <summary>Gives the classifier's own probability of each class.</summary>
    /// <param name="record">A record of <see cref="Schema"/>.</param>
    /// <param name="probabilities">Filled with one number a class, from 0 to 1, adding up to 1.</param>
    void Predict(TableRecord record, Span<double> probabilities);

    /// <summary>Tells the class of a record and what that rests on.</summary>
    /// <param name="record">A record of <see cref="Schema"/>.</param>
    /// <returns>Of two classes the score and the weights speak for the second; of more, for the class chosen. An abstention for a record that holds nothing.</returns>
    Decision Decide(TableRecord record);

    /// <summary>Says what in a record speaks for a class, and what against it.</summary>
    /// <param name="record">A record of <see cref="Schema"/>.</param>
    /// <param name="label">The class, an index into <see cref="Classes"/>.</param>
    /// <param name="count">How many items at most.</param>
    /// <returns>The strongest items; empty where the method cannot tell.</returns>
    Evidence Explain(TableRecord record, int label, int count);

    /// <summary>Says what speaks for a class in any record: the strongest words, values or rules.</summary>
    /// <param name="label">The class, an index into <see cref="Classes"/>.</param>
    /// <param name="count">How many items at most.</param>
    /// <returns>The items, strongest first, without places; empty where the method cannot tell, as forests cannot.</returns>
    IReadOnlyList<EvidenceItem> Reasons(int label, int count);

    /// <summary>Gives the same classifier another card, such as one with what was measured.</summary>
    /// <param name="card">The card, of kind <see cref="ClassifierFile.Kind"/>.</param>
    /// <returns>The classifier.</returns>
    IClassifier WithCard(ModelCard card);

    /// <summary>Writes the classifier without its card; <see cref="ClassifierFile"/> writes both.</summary>
    /// <param name="writer">Where to.</param>
    void Write(ModelWriter writer);
}
