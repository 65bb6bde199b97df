using Demur.Decisions;
using Demur.Learning.Linear;
using Demur.Learning.Text;

namespace Demur.Learning;

/// <summary>Text features and a linear model on them: scores texts and says which n-grams spoke. Immutable; thread-safe with one workspace a thread.</summary>
/// <param name="features">The text features.</param>
/// <param name="model">A model of as many features.</param>
public sealed class TextClassifier(ITextFeatures features, LinearModel model)
{
    /// <summary>The text features.</summary>
    public ITextFeatures Features { get; } = features;

    /// <summary>The linear model.</summary>
    public LinearModel Model { get; } = Match(features, model);

    /// <summary>Scores a text without allocating in the steady state.</summary>
    /// <param name="text">The text.</param>
    /// <param name="workspace">The caller's buffers.</param>
    /// <returns>The model's score: log-odds for logistic regression.</returns>
    public double Score(ReadOnlySpan<char> text, TextWorkspace workspace) => Model.Score(Features.Transform(text, workspace));

    /// <summary>Explains a text's score by its n-grams: each contributes coefficient times feature value, and with the intercept they add up to the score.</summary>
    /// <param name="text">The text.</param>
    /// <param name="count">How many n-grams at most; 10 by default.</param>
    /// <returns>The n-grams with the largest absolute contributions and where they stand in the text.</returns>
    public Evidence Explain(string text, int count = 10)
    {
        ArgumentNullException.ThrowIfNull(text);
        var row = Features.Transform(text);
        var items = new List<(int Feature, double Weight)>(row.Count);
        for (var i = 0; i < row.Count; i++)
        {
            items.Add((row.Indices[i], row.Values[i] * Model.Weights[row.Indices[i]]));
        }

        var spans = Features.Locate(text);
        return Evidence.Strongest(
            items.Where(item => item.Weight != 0)
                .OrderByDescending(item => Math.Abs(item.Weight))
                .Take(count)
                .Select(item => new NgramEvidence(Features.FeatureName(item.Feature), item.Weight, spans.GetValueOrDefault(item.Feature) ?? [])),
            count);
    }

    /// <summary>The n-grams with the largest absolute coefficients, by descending coefficient (arXiv 2306.03423, step 8).</summary>
    /// <param name="count">How many at most; 18 in the paper.</param>
    /// <returns>The n-grams, without places.</returns>
    public IReadOnlyList<NgramEvidence> Strongest(int count = 18) =>
        [.. Model.Strongest(count).Select(pair => new NgramEvidence(Features.FeatureName(pair.Feature), pair.Weight, []))];

    private static LinearModel Match(ITextFeatures features, LinearModel model)
    {
        ArgumentNullException.ThrowIfNull(features);
        ArgumentNullException.ThrowIfNull(model);
        return features.FeatureCount == model.FeatureCount
            ? model
            : throw new DemurException($"The text makes {features.FeatureCount} features, the model knows {model.FeatureCount}; they must come from one training.");
    }
}
