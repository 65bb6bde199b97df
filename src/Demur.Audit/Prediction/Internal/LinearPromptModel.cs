using Demur.Decisions;
using Demur.Learning;
using Demur.Learning.Linear;
using Demur.Learning.Models;
using Demur.Learning.Text;
using Demur.Sentences;

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

    /// <summary>The same model, its encoder the caller's own instead of one that remembers every text.</summary>
    public LinearPromptModel Forgetting() => new(new TextClassifier(
        new JoinedFeatures([.. ((JoinedFeatures)classifier.Features).Blocks.Select(block =>
            block is SentenceFeatures { Encoder: RememberingSentenceEncoder remembering } ? new SentenceFeatures(remembering.Inner) : block)]),
        classifier.Model));

    public static LinearPromptModel Read(ModelReader reader, Func<string, ISentenceEncoder>? encoders)
    {
        var features = JoinedFeatures.Read(reader, encoders);
        return new LinearPromptModel(new TextClassifier(features, LinearModel.Read(reader)));
    }
}
