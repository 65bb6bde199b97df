using Demur.Audit.Labelling.Features;
using Demur.Audit.Labelling.Rules;
using Demur.Learning;
using Demur.Learning.Linear;
using Demur.Learning.Sparse;

namespace Demur.Audit.Labelling.Training;

/// <summary>
/// Trains the hybrid labeller: phrase rules and masked n-grams joined by one logistic regression. Without chance: the same examples in the same order
/// make the same model, bit for bit.
/// </summary>
/// <param name="options">How to train; the defaults when null.</param>
public sealed class HybridLabelerLearner(HybridLabelerOptions? options = null)
{
    /// <summary>Weights are rounded to this fraction, so that the last bits of a processor's arithmetic do not reach the file.</summary>
    private const double WeightGrain = 4096;

    /// <summary>How the labeller is trained.</summary>
    public HybridLabelerOptions Options { get; } = options ?? new HybridLabelerOptions();

    /// <summary>Trains a labeller.</summary>
    /// <param name="examples">Labelled responses of several sources, English for the most part.</param>
    /// <param name="otherLanguages">Labelled responses in other languages; with those of the examples that are no English either they make a model of their own. Null for none, and for one model.</param>
    /// <param name="cancellationToken">Stops between steps.</param>
    /// <returns>The labeller.</returns>
    /// <exception cref="DemurException">There are no examples, or only one class.</exception>
    public HybridResponseLabeler Fit(
        IReadOnlyList<LabelledResponse> examples, IReadOnlyList<LabelledResponse>? otherLanguages = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(examples);
        var mask = VocabularySelector.Select(examples, Options);
        if (otherLanguages is null)
        {
            return new HybridResponseLabeler(FitModel(examples, mask, PhraseRules.Shipped, cancellationToken), null);
        }

        var others = VocabularySelector.SelectOthers(otherLanguages, examples, mask);
        var isEnglish = examples.ToLookup(example => IsEnglish(example, mask, others));
        return new HybridResponseLabeler(
            FitModel([.. isEnglish[true]], mask, PhraseRules.English, cancellationToken),
            FitModel([.. isEnglish[false], .. otherLanguages], others, PhraseRules.Shipped, cancellationToken));
    }

    private HybridModel FitModel(IReadOnlyList<LabelledResponse> examples, WordMask mask, PhraseRules rules, CancellationToken cancellationToken)
    {
        var rows = new List<Dictionary<ulong, float>>(examples.Count);
        foreach (var example in examples)
        {
            cancellationToken.ThrowIfCancellationRequested();
            rows.Add(Extract(example, mask, rules));
        }

        var denseCount = DenseLayout.Count(PhraseRules.Shipped.Rules.Length);
        var keys = NgramKeys(rows);
        var columns = new Dictionary<ulong, int>(keys.Length);
        for (var i = 0; i < keys.Length; i++)
        {
            columns[keys[i]] = denseCount + i;
        }

        var matrix = SparseMatrix.FromRows([.. rows.Select(row => Vector(row, columns))], denseCount + keys.Length);
        var training = new TrainingSet(matrix, [.. examples.Select(example => example.IsRefusal)], SourceWeights.Of(examples, Options.SourceBalance));
        var fitted = new LogisticRegression(new LogisticOptions { C = Options.C, Tolerance = 1e-6 }).Fit(training, cancellationToken);
        return Assemble(mask, keys, denseCount, fitted);
    }

    private static bool IsEnglish(LabelledResponse example, WordMask english, WordMask others)
    {
        var workspace = LabellingWorkspace.Current;
        workspace.Read(example.Prompt, example.Response);
        return EnglishSense.IsEnglish(english, others, workspace);
    }

    private static Dictionary<ulong, float> Extract(LabelledResponse example, WordMask mask, PhraseRules rules)
    {
        var features = new Dictionary<ulong, float>();
        var sink = new FeatureCollector(features);
        var workspace = LabellingWorkspace.Current;
        workspace.Read(example.Prompt, example.Response, rules);
        PhraseFeatures.Extract(workspace, mask, ref sink);
        NgramFeatures.Extract(workspace, mask, ref sink);
        ActFeatures.Extract(workspace, ref sink);
        return features;
    }

    private ulong[] NgramKeys(List<Dictionary<ulong, float>> rows)
    {
        var counts = new Dictionary<ulong, int>();
        foreach (var key in rows.SelectMany(row => row.Keys).Where(key => key >= FeatureCollector.DenseKeys))
        {
            counts[key] = counts.GetValueOrDefault(key) + 1;
        }

        return [.. counts.Where(pair => pair.Value >= Options.MinResponses).Select(pair => pair.Key).Order()];
    }

    private static SparseVector Vector(Dictionary<ulong, float> row, Dictionary<ulong, int> columns)
    {
        var entries = new List<(int Column, double Value)>(row.Count);
        foreach (var (key, value) in row)
        {
            if (key < FeatureCollector.DenseKeys)
            {
                entries.Add(((int)key, value));
            }
            else if (columns.TryGetValue(key, out var column))
            {
                entries.Add((column, value));
            }
        }

        entries.Sort((left, right) => left.Column.CompareTo(right.Column));
        return new SparseVector([.. entries.Select(entry => entry.Column)], [.. entries.Select(entry => entry.Value)]);
    }

    private HybridModel Assemble(WordMask mask, ulong[] keys, int denseCount, LinearModel fitted)
    {
        var dense = new float[denseCount];
        for (var i = 0; i < denseCount; i++)
        {
            dense[i] = Round(fitted.Weights[i]);
        }

        var weights = new float[keys.Length];
        for (var i = 0; i < keys.Length; i++)
        {
            weights[i] = Round(fitted.Weights[denseCount + i]);
        }

        var kept = Enumerable.Range(0, keys.Length)
            .Where(i => weights[i] != 0)
            .OrderByDescending(i => Math.Abs(weights[i]))
            .ThenBy(i => i)
            .Take(Options.MaxNgrams)
            .Order()
            .ToArray();
        return new HybridModel(mask, [.. kept.Select(i => keys[i])], [.. kept.Select(i => weights[i])], dense, Round(fitted.Intercept));
    }

    private static float Round(double weight) => (float)(Math.Round(weight * WeightGrain) / WeightGrain);
}
