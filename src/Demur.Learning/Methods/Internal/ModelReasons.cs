using Demur.Decisions;
using Demur.Learning.Bayes;
using Demur.Learning.Linear;
using Demur.Learning.Sparse;
using Demur.Learning.Tables;
using Demur.Learning.Tsetlin;

namespace Demur.Learning.Methods.Internal;

/// <summary>Why a model of encoded rows says what it says: for one record, and in general.</summary>
internal static class ModelReasons
{
    private const double MostLogOdds = 30;

    public static Evidence Explain(EncodedClassifier classifier, TableRecord record, int label, int count)
    {
        var row = classifier.Encoder.Transform(record, Workspaces.Own);
        if (classifier.Model is TsetlinRowModel rules)
        {
            return RuleReasons.Explain(classifier.Encoder, rules, record, row, label, count);
        }

        var strongest = Occlusion.Of(row, ScoreOf(classifier.Model, label), classifier.Encoder.UsualValues)
            .Where(item => item.Weight != 0)
            .OrderByDescending(item => Math.Abs(item.Weight))
            .ThenBy(item => item.Feature)
            .Take(count);
        var places = classifier.Encoder.Locate(record);
        return Evidence.Strongest(strongest.Select(item => classifier.Encoder.Evidence(record, item.Feature, item.Weight, places)), count);
    }

    public static IReadOnlyList<EvidenceItem> Of(EncodedClassifier classifier, int label, int count)
    {
        if (classifier.Model is TsetlinRowModel rules)
        {
            return RuleReasons.Of(classifier.Encoder, rules, label, count);
        }

        if (classifier.Model is not OneVersusRestModel model)
        {
            return [];
        }

        var (speaks, sign) = Speaker(model, label);
        var weights = speaks switch
        {
            LinearModel linear => linear.Weights.ToArray(),
            PresenceModel presence => presence.Weights.ToArray(),
            _ => [],
        };
        return [.. Enumerable.Range(0, weights.Length)
            .Select(feature => (Feature: feature, Weight: sign * weights[feature]))
            .Where(item => item.Weight > 0)
            .OrderByDescending(item => item.Weight)
            .ThenBy(item => item.Feature)
            .Take(count)
            .Select(item => Named(classifier.Encoder, item.Feature, item.Weight))];
    }

    private static EvidenceItem Named(TableEncoder encoder, int feature, double weight) =>
        encoder.IsNgram(feature) ? new NgramEvidence(encoder.FeatureName(feature), weight, []) : new FeatureEvidence(encoder.FeatureName(feature), weight);

    /// <summary>The model's own score of a class where it has one, the log-odds of its probability elsewhere.</summary>
    private static Func<SparseVector, double> ScoreOf(IModel model, int label)
    {
        if (model is OneVersusRestModel binary)
        {
            var (speaks, sign) = Speaker(binary, label);
            return speaks is null ? _ => 0 : row => sign * speaks.Score(row.Row);
        }

        return row =>
        {
            var probabilities = new double[model.ClassCount];
            model.Predict(row.Row, probabilities);
            var odds = Math.Log(probabilities[label]) - Math.Log(1 - probabilities[label]);
            return Math.Clamp(odds, -MostLogOdds, MostLogOdds);
        };
    }

    /// <summary>With two classes the second's model speaks for both.</summary>
    private static (IBinaryModel? Model, int Sign) Speaker(OneVersusRestModel model, int label) =>
        model.ClassCount == 2 ? (model.ModelOf(1), label == 1 ? 1 : -1) : (model.ModelOf(label), 1);
}
