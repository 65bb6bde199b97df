using Demur.Decisions;
using Demur.Learning;
using Demur.Learning.Linear;
using Demur.Learning.Models;
using Demur.Learning.Text;

namespace Demur.Audit.Prediction.Internal;

/// <summary>Words and concepts with a linear model: the predictor of arXiv 2306.03423.</summary>
internal sealed class LinearPromptModel(TextClassifier classifier) : IPromptModel
{
    public double Score(ReadOnlySpan<char> prompt, TextWorkspace workspace) => classifier.Score(prompt, workspace);

    public Evidence Explain(string prompt) => classifier.Explain(prompt);

    public IReadOnlyList<EvidenceItem> Strongest(int count) => classifier.Strongest(count);

    public void Write(ModelWriter writer)
    {
        ((JoinedFeatures)classifier.Features).Write(writer);
        classifier.Model.Write(writer);
    }

    public static LinearPromptModel Read(ModelReader reader)
    {
        var features = JoinedFeatures.Read(reader);
        return new LinearPromptModel(new TextClassifier(features, LinearModel.Read(reader)));
    }
}
