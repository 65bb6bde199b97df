using Demur.Audit.Labelling.Training;
using Demur.Learning.Models;
using Demur.Sentences;

namespace Demur.Audit.Labelling.Encoded;

/// <summary>Trains the labeller with a sentence encoder and measures it beside the plain one on sources held out whole: what <c>demur train labeler --encoder</c> does.</summary>
/// <param name="encoder">The encoder; stays the caller's.</param>
/// <param name="options">How to train the second stage; the defaults when null.</param>
public sealed class EncoderLabelerTrainer(ISentenceEncoder encoder, EncoderLabelerOptions? options = null)
{
    private readonly EncoderLabelerLearner _learner = new(new RememberingSentenceEncoder(encoder), options);

    /// <summary>Measures one training for each source, without that source; then the full training on the sources that are never trained on. Sources that are absent are left out.</summary>
    /// <param name="corpus">The corpus.</param>
    /// <param name="cancellationToken">Ends the measuring.</param>
    /// <returns>The scores of the hybrid alone and of both stages, on the same rows and after training on the same rows.</returns>
    public IEnumerable<SourceScore> MeasureHeldOut(LabelerCorpus corpus, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(corpus);
        return Measure(corpus, cancellationToken);
    }

    /// <summary>Trains on everything.</summary>
    /// <param name="corpus">The corpus.</param>
    /// <param name="cancellationToken">Ends the training.</param>
    /// <returns>The labeller.</returns>
    public EncoderResponseLabeler Fit(LabelerCorpus corpus, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(corpus);
        return _learner.Fit(corpus.Training, cancellationToken);
    }

    /// <summary>Writes the card of a labeller.</summary>
    /// <param name="corpus">What it was trained on.</param>
    /// <param name="scores">What was measured; may be empty.</param>
    /// <returns>The card.</returns>
    public ModelCard Describe(LabelerCorpus corpus, IReadOnlyList<SourceScore> scores)
    {
        ArgumentNullException.ThrowIfNull(corpus);
        ArgumentNullException.ThrowIfNull(scores);
        return new ModelCard
        {
            Kind = EncoderResponseLabeler.FileKind,
            CreatedBy = "demur train labeler --encoder",
            Description = "Tells refusals from answers by the hybrid labeller and a sentence encoder's vector in one logistic regression.",
            Options = new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["encoder"] = encoder.Id,
                ["c"] = $"{_learner.Options.C}",
                ["openingLength"] = $"{_learner.Options.OpeningLength}",
                ["folds"] = $"{_learner.Options.Folds}",
            },
            DataHash = DataHash.Of([.. corpus.Training.Select(row => row.Prompt + "\n\n" + row.Response)], [.. corpus.Training.Select(row => row.IsRefusal)]),
            Rows = corpus.Training.Count,
            Metrics = scores.ToDictionary(score => $"{score.Source} {score.Labeler} accuracy", score => Math.Round(score.Score.Accuracy, 4)),
            Notes =
            [
                "Every metric is of a source that the measured training did not see; 'hybrid' is the first stage alone after the same training.",
                .. corpus.Missing.Count > 0 ? [$"Trained without sources that were absent: {string.Join(", ", corpus.Missing)}."] : Array.Empty<string>(),
            ],
        };
    }

    private IEnumerable<SourceScore> Measure(LabelerCorpus corpus, CancellationToken cancellationToken)
    {
        foreach (var source in corpus.HandLabelled.Select(row => row.Source).Distinct().ToList())
        {
            var labeler = _learner.Fit([.. corpus.Training.Where(row => row.Source != source)], cancellationToken);
            foreach (var score in Score(source, [.. corpus.HandLabelled.Where(row => row.Source == source)], labeler, cancellationToken))
            {
                yield return score;
            }
        }

        var full = Fit(corpus, cancellationToken);
        foreach (var group in corpus.Unseen.GroupBy(row => row.Source))
        {
            foreach (var score in Score(group.Key, [.. group], full, cancellationToken))
            {
                yield return score;
            }
        }
    }

    private static IEnumerable<SourceScore> Score(string source, LabelledResponse[] rows, EncoderResponseLabeler labeler, CancellationToken cancellationToken)
    {
        IResponseLabeler[] stages = [labeler.First, labeler];
        return stages.Select(stage => new SourceScore(source, stage.Name, LabelingScore.Of(stage, rows, cancellationToken)));
    }
}
