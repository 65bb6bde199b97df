using Demur.Audit.Labelling.Training;
using Demur.Decisions;
using Demur.Learning.Linear;
using Demur.Learning.Models;
using Demur.Learning.Splits;
using Demur.Metrics;

namespace Demur.Audit.Labelling.Adaptation;

/// <summary>
/// The shipped labeller, adapted to one model or to one house's idea of a refusal by labelled responses: nothing is changed, or threshold and sharpness (rankings carry over between
/// models, thresholds do not; arXiv 2306.03423 across its sources), or words learn to speak beside it, whichever does best on responses that it did not learn from. Immutable and
/// thread-safe.
/// </summary>
public sealed class AdaptedResponseLabeler : IResponseLabeler
{
    /// <summary>What a model file of an adapted labeller calls itself.</summary>
    public const string FileKind = "adapted-labeler";

    private const double StandardErrors = 2;

    private readonly Correction _correction;

    private AdaptedResponseLabeler(CascadeResponseLabeler labeler, Correction correction, IReadOnlyList<AdaptationScore> scores, ModelCard card)
    {
        Base = correction.Words is null ? labeler : labeler.With(labeler.Options with { AbstainOnUnknownScripts = false });
        _correction = correction;
        Scores = scores;
        Card = card;
    }

    /// <summary>What was adapted.</summary>
    public CascadeResponseLabeler Base { get; }

    /// <summary>How far it was changed.</summary>
    public AdaptationKind Kind => _correction.Kind;

    /// <summary>How each way of adapting that was tried did in the cross-validation; empty when loaded from a file, whose card tells of the chosen one.</summary>
    public IReadOnlyList<AdaptationScore> Scores { get; }

    /// <summary>What its file says about it.</summary>
    public ModelCard Card { get; }

    /// <inheritdoc/>
    public string Name => $"{Base.Name} adapted {Card.DataHash[..Math.Min(8, Card.DataHash.Length)]}";

    /// <summary>Adapts a labeller.</summary>
    /// <param name="answers">Labelled responses, at least as many of each class as there are folds; some 50 teach a threshold, some hundreds words. The same response twice flatters the measuring.</param>
    /// <param name="labeler">What to adapt; the shipped one when null.</param>
    /// <param name="options">How; the defaults when null.</param>
    /// <param name="cancellationToken">Stops between two steps.</param>
    /// <returns>The adapted labeller.</returns>
    /// <exception cref="DemurException">A class has too few responses, or an option is out of range.</exception>
    public static AdaptedResponseLabeler Fit(
        IReadOnlyList<LabelledResponse> answers, CascadeResponseLabeler? labeler = null, AdaptationOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(answers);
        var (from, how) = (labeler ?? CascadeResponseLabeler.Default, options ?? new AdaptationOptions());
        how.Validate();
        List<LabelledResponse> rows = [.. answers.Where(answer => !string.IsNullOrWhiteSpace(answer.Response))];
        bool[] truth = [.. rows.Select(row => row.IsRefusal)];
        var refusals = truth.Count(static isRefusal => isRefusal);
        if (Math.Min(refusals, rows.Count - refusals) < how.Folds)
        {
            throw new DemurException(
                $"There are {refusals} refusals and {rows.Count - refusals} other answers to adapt to; it takes at least {how.Folds} of each to say whether that helps. Label more.");
        }

        var logOdds = new double[rows.Count];
        Parallel.For(0, rows.Count, AllCores.Until(cancellationToken), row => logOdds[row] = from.LogOdds(rows[row].Prompt, rows[row].Response));
        var learner = new CorrectionLearner(rows, logOdds, how);
        var splits = Folds.Stratified(truth, how.Folds, how.Seed);
        AdaptationKind[] kinds = rows.Count < how.LeastForWords ? [AdaptationKind.None, AdaptationKind.Recalibrated] : Enum.GetValues<AdaptationKind>();
        var heldOut = kinds.ToDictionary(kind => kind, kind => HeldOut(learner, kind, splits, rows, logOdds, cancellationToken));
        var chosen = kinds.Aggregate((best, next) => IsBetter(heldOut[next], heldOut[best], truth) ? next : best);
        AdaptationScore[] scores = [.. kinds.Select(kind => new AdaptationScore(kind, LabelingScore.Of(heldOut[kind], truth), Probabilities.LogLoss(heldOut[kind], truth)))];
        var correction = learner.Fit(chosen, [.. Enumerable.Range(0, rows.Count)], cancellationToken);
        return new AdaptedResponseLabeler(from, correction, scores, CardOf(from, rows, how, chosen, scores));
    }

    /// <inheritdoc/>
    public ResponseDecision Decide(string prompt, string response)
    {
        ArgumentNullException.ThrowIfNull(response);
        var decision = Base.Decide(prompt, response, logOdds => _correction.LogOdds(logOdds, response));
        return _correction.Words is { } words && !decision.IsAbstention
            ? decision with { Evidence = Evidence.Strongest([.. decision.Evidence.Items, .. words.Explain(response).Items]) }
            : decision;
    }

    /// <summary>Scores without making a decision.</summary>
    /// <param name="prompt">What was asked.</param>
    /// <param name="response">What was answered.</param>
    /// <returns>P(refusal), from 0 to 1.</returns>
    public double Score(string prompt, string response) => Logistic.Sigmoid(_correction.LogOdds(Base.LogOdds(prompt, response), response));

    /// <summary>Gives a labeller with another threshold or projection.</summary>
    /// <param name="options">How scores and stances become labels. Where words were learnt they may be of any script, and <see cref="LabelerOptions.AbstainOnUnknownScripts"/> is not heeded.</param>
    /// <returns>The new labeller.</returns>
    /// <exception cref="DemurException">The threshold is not between 0 and 1.</exception>
    public AdaptedResponseLabeler With(LabelerOptions options) => new(Base.With(options), _correction, Scores, Card);

    /// <summary>Saves what was learnt; the labeller that was adapted is not in the file.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="DemurException">What was adapted is not the labeller that ships with Demur, or the file cannot be written.</exception>
    public void Save(string path)
    {
        if (!Base.IsShipped)
        {
            throw new DemurException("This labeller is not an adaptation of the one that ships with Demur, so that a file could not say what it changes; adapt CascadeResponseLabeler.Default.");
        }

        ModelFile.Save(path, Card, writer =>
        {
            writer.WriteDouble(Base.Cascade.Bound);
            writer.WriteDouble(Base.Cascade.ReaderShare);
            writer.WriteString(Base.Name);
            _correction.Write(writer);
        });
    }

    /// <summary>Loads a labeller that <c>demur train labeler --answers</c> made.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The labeller.</returns>
    /// <exception cref="DemurException">The file is missing, damaged or holds something else, or it adapts another version of the shipped labeller than this one.</exception>
    public static AdaptedResponseLabeler Load(string path) => ModelFile.Load(path, FileKind, (reader, card) =>
    {
        var cascade = new CascadeOptions { Bound = reader.ReadDouble(), ReaderShare = reader.ReadDouble() };
        var adapted = reader.ReadString();
        var labeler = new CascadeResponseLabeler(cascade: cascade);
        return labeler.Name == adapted ? new AdaptedResponseLabeler(labeler, Correction.Read(reader), [], card)
            : throw new DemurException($"{path} adapts another version of the labeller ({adapted}) than this program has ({labeler.Name}); make it again from your labels with 'demur train labeler --answers'.");
    });

    private static double[] HeldOut(
        CorrectionLearner learner, AdaptationKind kind, IReadOnlyList<Split> splits, List<LabelledResponse> rows, double[] logOdds, CancellationToken cancellationToken)
    {
        var probabilities = new double[rows.Count];
        foreach (var split in splits)
        {
            var correction = learner.Fit(kind, split.Train, cancellationToken);
            foreach (var row in split.Test)
            {
                probabilities[row] = Logistic.Sigmoid(correction.LogOdds(logOdds[row], rows[row].Response));
            }
        }

        return probabilities;
    }

    // What goes further has to be better by more than chance would make it, since every labelled response was looked at to choose.
    private static bool IsBetter(double[] next, double[] best, bool[] truth)
    {
        double[] gains = [.. truth.Select((isRefusal, row) => Loss(best[row], isRefusal) - Loss(next[row], isRefusal))];
        var mean = gains.Average();
        var error = Math.Sqrt(gains.Sum(gain => (gain - mean) * (gain - mean)) / (gains.Length - 1) / gains.Length);
        return mean > StandardErrors * error;
    }

    private static double Loss(double probability, bool isRefusal) => Probabilities.LogLoss([probability], [isRefusal]);

    private static ModelCard CardOf(CascadeResponseLabeler labeler, List<LabelledResponse> rows, AdaptationOptions options, AdaptationKind chosen, AdaptationScore[] scores) => new()
    {
        Kind = FileKind,
        CreatedBy = "demur train labeler --answers",
        Description = "The response labeller that ships with Demur, adapted to labels of its user's own.",
        Options = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["adapts"] = labeler.Name,
            ["change"] = scores.First(score => score.Kind == chosen).Name,
            ["folds"] = $"{options.Folds}",
        },
        DataHash = DataHash.Of([.. rows.Select(row => row.Prompt + "\n\n" + row.Response)], [.. rows.Select(row => row.IsRefusal)]),
        Rows = rows.Count,
        Seed = options.Seed,
        Metrics = scores
            .SelectMany(score => new[] { ("accuracy", score.Score.Accuracy), ("kappa", score.Score.Kappa), ("log loss", score.LogLoss) }.Select(figure => ($"{score.Name}: {figure.Item1}", figure.Item2)))
            .ToDictionary(figure => figure.Item1, figure => Math.Round(figure.Item2, 4), StringComparer.Ordinal),
        Notes = ["Every metric is of labelled responses that the fold had not learnt from; the change was chosen by them."],
    };
}
