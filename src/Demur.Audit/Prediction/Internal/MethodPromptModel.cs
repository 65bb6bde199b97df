using Demur.Audit.Labelling;
using Demur.Decisions;
using Demur.Learning;
using Demur.Learning.Models;
using Demur.Learning.Text;

namespace Demur.Audit.Prediction.Internal;

/// <summary>A classifier of any method, whose second class is the refusal.</summary>
internal sealed class MethodPromptModel(IClassifier classifier) : IPromptModel
{
    private const int Refusal = 1;
    private const int ShownItems = 10;
    private const double Least = 1e-6; // methods that vote can be wholly sure; log-odds cannot

    public double Score(ReadOnlySpan<char> prompt, TextWorkspace workspace)
    {
        Span<double> probabilities = stackalloc double[2];
        classifier.Predict(classifier.Schema.OfText(prompt.ToString()), probabilities);
        var refusal = Math.Clamp(probabilities[Refusal], Least, 1 - Least);
        return Math.Log(refusal / (1 - refusal));
    }

    public Evidence Explain(string prompt) => classifier.Explain(classifier.Schema.OfText(prompt), Refusal, ShownItems);

    public IReadOnlyList<EvidenceItem> Strongest(int count) => classifier.Reasons(Refusal, count);

    public void Write(ModelWriter writer) => ClassifierFile.WriteContent(writer, classifier);

    public static MethodPromptModel Read(ModelReader reader, ModelCard card)
    {
        var classifier = ClassifierFile.ReadContent(reader, card);
        return classifier.Schema.OnlyText is not null && classifier.Classes is [_, ResponseDecision.Refusal]
            ? new MethodPromptModel(classifier)
            : throw reader.Damaged($"a classifier of {string.Join(", ", classifier.Classes.Take(4))}");
    }
}
