using Demur.Audit.Labelling;
using Demur.Audit.Labelling.Features;
using Demur.Audit.Labelling.Rules;
using Demur.Learning;
using Demur.Learning.Tables;

namespace Demur.Audit.Classifiers;

/// <summary>
/// Labels responses by a classifier of any method, trained on responses or on prompts with responses; stance, kind and onset are read by the shipped
/// rules. Immutable and thread-safe.
/// </summary>
public sealed class ClassifierResponseLabeler : IResponseLabeler
{
    private const string Prompt = "prompt";
    private const string Response = "response";
    private const int ShownItems = 10;
    private static readonly string[] RefusalNames = [ResponseDecision.Refusal, "refused", "rejected", "refuse", "true", "1", "yes"];
    private readonly IClassifier _classifier;
    private readonly int _refusal;

    /// <summary>Makes a labeller of a classifier.</summary>
    /// <param name="classifier">The classifier: of two classes, one of them called refusal, refused, rejected, refuse, true, 1 or yes; of one text, or of the texts <c>prompt</c> and <c>response</c>.</param>
    /// <exception cref="DemurException">The classifier tells other classes, or reads other columns.</exception>
    public ClassifierResponseLabeler(IClassifier classifier)
    {
        ArgumentNullException.ThrowIfNull(classifier);
        var refusals = Enumerable.Range(0, classifier.Classes.Count).Where(label => RefusalNames.Contains(classifier.Classes[label], StringComparer.OrdinalIgnoreCase)).ToList();
        if (classifier.Classes.Count != 2 || refusals.Count != 1)
        {
            throw new DemurException($"The classifier tells {string.Join(", ", classifier.Classes.Take(6))} apart; to label responses it must tell two classes, one of them called {string.Join(", ", RefusalNames)}.");
        }

        if (classifier.Schema.OnlyText is { Name: Prompt } || (classifier.Schema.OnlyText is null && classifier.Schema.Columns.Any(column => column.Kind != ColumnKind.Text || column.Name is not (Prompt or Response))))
        {
            throw new DemurException($"The classifier reads {string.Join(", ", classifier.Schema.Columns.Take(6).Select(column => $"'{column.Name}'"))}; to label responses it must read one text, the response, or the texts '{Prompt}' and '{Response}'.");
        }

        _classifier = classifier;
        _refusal = refusals[0];
    }

    /// <inheritdoc/>
    public string Name => $"{_classifier.Method} {_classifier.Card.DataHash[..Math.Min(8, _classifier.Card.DataHash.Length)]}".TrimEnd();

    /// <inheritdoc/>
    public ResponseDecision Decide(string prompt, string response)
    {
        ArgumentNullException.ThrowIfNull(prompt);
        ArgumentNullException.ThrowIfNull(response);
        if (string.IsNullOrWhiteSpace(response))
        {
            return DecisionBuilder.Nothing;
        }

        var record = Record(prompt, response);
        Span<double> probabilities = stackalloc double[2];
        _classifier.Predict(record, probabilities);
        var workspace = LabellingWorkspace.Current;
        workspace.Read(prompt, response, PhraseRules.Shipped);
        return DecisionBuilder.Build(workspace, response, probabilities[_refusal], new LabelerOptions(), _classifier.Explain(record, _refusal, ShownItems));
    }

    private TableRecord Record(string prompt, string response) => _classifier.Schema.OnlyText is not null
        ? _classifier.Schema.OfText(response)
        : _classifier.Schema.Of(new Dictionary<string, string?>(StringComparer.Ordinal) { [Prompt] = prompt, [Response] = response });
}
