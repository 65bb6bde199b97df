using Demur.Decisions;
using Demur.Learning.Methods.Internal;
using Demur.Learning.Models;
using Demur.Learning.Tables;

namespace Demur.Learning.Methods;

/// <summary>An encoder and a model of its rows. Immutable and thread-safe.</summary>
public sealed class EncodedClassifier : IClassifier
{
    internal const string Form = "encoded";
    private readonly ClassifierHead _head;

    internal EncodedClassifier(ClassifierHead head, TableEncoder encoder, IModel model)
    {
        _head = head;
        Encoder = encoder;
        Model = model;
    }

    /// <inheritdoc/>
    public string Method => _head.Method;

    /// <inheritdoc/>
    public TableSchema Schema => Encoder.Schema;

    /// <inheritdoc/>
    public IReadOnlyList<string> Classes => _head.Classes;

    /// <inheritdoc/>
    public ModelCard Card => _head.Card;

    /// <summary>Turns records into rows.</summary>
    public TableEncoder Encoder { get; }

    /// <summary>Turns rows into probabilities.</summary>
    public IModel Model { get; }

    /// <inheritdoc/>
    public void Predict(TableRecord record, Span<double> probabilities) =>
        Model.Predict(Encoder.Transform(record, Workspaces.Own).Row, probabilities);

    /// <inheritdoc/>
    public Decision Decide(TableRecord record) => Deciding.Of(this, record);

    /// <inheritdoc/>
    public Evidence Explain(TableRecord record, int label, int count) => ModelReasons.Explain(this, record, label, count);

    /// <inheritdoc/>
    public IReadOnlyList<EvidenceItem> Reasons(int label, int count) => ModelReasons.Of(this, label, count);

    /// <inheritdoc/>
    public IClassifier WithCard(ModelCard card) => new EncodedClassifier(_head with { Card = card }, Encoder, Model);

    /// <inheritdoc/>
    public void Write(ModelWriter writer)
    {
        Encoder.Write(writer);
        LearnedModelFormat.Write(writer, Model);
    }

    internal static EncodedClassifier Read(ModelReader reader, ClassifierHead head)
    {
        var encoder = TableEncoder.Read(reader);
        var model = LearnedModelFormat.Read(reader);
        return model.FeatureCount == encoder.FeatureCount && model.ClassCount == head.Classes.Count
            ? new EncodedClassifier(head, encoder, model)
            : throw reader.Damaged($"a model of {model.FeatureCount} features and {model.ClassCount} classes beside an encoder of {encoder.FeatureCount} and {head.Classes.Count}");
    }
}
