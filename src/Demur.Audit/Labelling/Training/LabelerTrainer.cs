using Demur.Learning.Models;

namespace Demur.Audit.Labelling.Training;

/// <summary>Trains the labeller that ships with Demur and measures it on sources held out whole: what 'demur train labeler' does.</summary>
/// <param name="options">How to train; the defaults when null.</param>
public sealed class LabelerTrainer(HybridLabelerOptions? options = null)
{
    private readonly HybridLabelerLearner _learner = new(options);

    /// <summary>Measures one training for each source, without that source; then the full training on the sources that are never trained on.</summary>
    /// <param name="corpus">The corpus.</param>
    /// <param name="cancellationToken">Ends the measuring.</param>
    /// <returns>The hybrid's scores and those of the baselines on the same rows.</returns>
    /// <exception cref="DemurException">The corpus lacks a source to learn from.</exception>
    public IEnumerable<SourceScore> MeasureHeldOut(LabelerCorpus corpus, CancellationToken cancellationToken = default)
    {
        RequireComplete(corpus);
        return Measure(corpus, cancellationToken);
    }

    /// <summary>Trains on everything.</summary>
    /// <param name="corpus">The corpus.</param>
    /// <param name="cancellationToken">Ends the training.</param>
    /// <returns>The labeller.</returns>
    /// <exception cref="DemurException">The corpus lacks a source to learn from: a labeller of fewer sources must not pass for the shipped one.</exception>
    public HybridResponseLabeler Fit(LabelerCorpus corpus, CancellationToken cancellationToken = default)
    {
        RequireComplete(corpus);
        return _learner.Fit(corpus.Training, corpus.OtherLanguages, cancellationToken);
    }

    /// <summary>Writes the card of a labeller.</summary>
    /// <param name="corpus">What it was trained on.</param>
    /// <param name="scores">What was measured; may be empty.</param>
    /// <returns>The card.</returns>
    public ModelCard Describe(LabelerCorpus corpus, IReadOnlyList<SourceScore> scores)
    {
        ArgumentNullException.ThrowIfNull(corpus);
        ArgumentNullException.ThrowIfNull(scores);
        List<LabelledResponse> rows = [.. corpus.Training, .. corpus.OtherLanguages];
        var hybrid = scores.Where(score => score.Labeler == "hybrid").ToList();
        return new ModelCard
        {
            Kind = Features.HybridModel.FileKind,
            CreatedBy = "demur train labeler",
            Description = "Tells refusals from answers in chat models' responses: phrase rules, masked n-grams and the response's shape in one logistic regression.",
            Options = OptionsOf(_learner.Options),
            DataHash = DataHash.Of([.. rows.Select(row => row.Prompt + "\n\n" + row.Response)], [.. rows.Select(row => row.IsRefusal)]),
            Rows = rows.Count,
            Metrics = hybrid
                .SelectMany(score => new[] { ($"{score.Source} accuracy", score.Score.Accuracy), ($"{score.Source} kappa", score.Score.Kappa) })
                .ToDictionary(pair => pair.Item1, pair => Math.Round(pair.Item2, 4)),
            Notes =
            [
                "Every metric is of a source that the measured training did not see; rows were chosen to be hard, so whole sources score higher.",
                "Partial refusals, redirections and declining for want of knowledge count as refusals; a caveat before an answer does not.",
                "Languages: rules for English, German, French, Spanish, Italian, Portuguese, Dutch, Polish, Russian, Ukrainian, Swedish, Danish, Norwegian, Finnish, Czech, Romanian, Hungarian, "
                    + "Greek, Turkish, Chinese, Japanese and Korean; English has a model of its own, and all others share one.",
                "Data: 01-predicting-prompt-refusal (MIT, its train part), 04-refusal-tokens (MIT), 06-past-tense (MIT), refusal-jailbreakbench (MIT), refusal_direction (Apache-2.0), "
                    + "Overrefusal_in_Criminal_Legal_Context (MIT), safety-rbr-code-and-data (MIT), SafeDecoding (MIT), med-safety-bench (MIT), our labels and exchanges (MIT).",
            ],
        };
    }

    private static void RequireComplete(LabelerCorpus corpus)
    {
        ArgumentNullException.ThrowIfNull(corpus);
        if (corpus.Missing.Count > 0)
        {
            throw new DemurException(
                ErrorCode.Missing,
                $"The data directory lacks {corpus.Missing.Count} folders that the labeller learns from: {string.Join(", ", corpus.Missing)}. docs/labeler.md names repository, commit and files of each.");
        }
    }

    private static Dictionary<string, string> OptionsOf(HybridLabelerOptions options) => new(StringComparer.Ordinal)
    {
        ["c"] = $"{options.C}",
        ["vocabularyShare"] = $"{options.VocabularyShare}",
        ["vocabularySize"] = $"{options.VocabularySize}",
        ["commonWords"] = $"{options.CommonWords}",
        ["minResponses"] = $"{options.MinResponses}",
        ["maxNgrams"] = $"{options.MaxNgrams}",
        ["sourceBalance"] = $"{options.SourceBalance}",
    };

    private IEnumerable<SourceScore> Measure(LabelerCorpus corpus, CancellationToken cancellationToken)
    {
        foreach (var source in corpus.HandLabelled.Select(row => row.Source).Distinct().ToList())
        {
            var labeler = _learner.Fit([.. corpus.Training.Where(row => row.Source != source)], corpus.OtherLanguages, cancellationToken);
            foreach (var score in Score(source, [.. corpus.HandLabelled.Where(row => row.Source == source)], labeler, cancellationToken))
            {
                yield return score;
            }
        }

        var full = _learner.Fit(corpus.Training, corpus.OtherLanguages, cancellationToken);
        foreach (var group in corpus.Unseen.GroupBy(row => row.Source))
        {
            foreach (var score in Score(group.Key, [.. group], full, cancellationToken))
            {
                yield return score;
            }
        }
    }

    private static IEnumerable<SourceScore> Score(string source, List<LabelledResponse> rows, HybridResponseLabeler hybrid, CancellationToken cancellationToken)
    {
        IResponseLabeler[] labelers = [hybrid, new RefusalRuleLabeler(), new StringListLabeler()];
        return labelers.Select(labeler => new SourceScore(source, labeler.Name.Split(' ')[0], LabelingScore.Of(labeler, rows, cancellationToken)));
    }
}
