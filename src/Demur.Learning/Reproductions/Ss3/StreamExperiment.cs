using Demur.Learning.Bayes;
using Demur.Learning.EarlyRisk;
using Demur.Learning.Linear;
using Demur.Learning.Splits;
using Demur.Learning.Ss3;
using Demur.Learning.Text;
using Demur.Metrics;
using Demur.Reproduction;

namespace Demur.Learning.Reproductions.Ss3;

/// <summary>
/// The claims on the spam streams: SS3 against multinomial naive Bayes on the same words, with the same policy. The settings of both are chosen by
/// cross-validation over the mails of the senders learnt from, as the paper chose its own.
/// </summary>
internal static class StreamExperiment
{
    private const int Deadline = 50;
    private const int Timings = 3;
    private const int FoldCount = 4;
    private const string Risk = "risk";
    private const string None = "none";
    private static readonly Ss3Grid Grid = new() { Smoothness = [0.2, 0.3, 0.45, 0.6], Significance = [0.5, 1, 1.5], Sanction = [1] };
    private static readonly double[] Smoothings = [0.01, 0.1, 0.5, 1];

    public static void Measure(ReproductionRun run, IReadOnlyList<MailStream> streams, CancellationToken cancellationToken)
    {
        var results = run.Seeds.Select((seed, i) =>
        {
            run.Report("streams", i, run.Seeds.Count);
            return Compare(streams, seed, cancellationToken);
        }).ToList();
        run.Measure("5a", results.ConvertAll(result => result.ErdeGain));
        run.Measure("5b", results.ConvertAll(result => result.F1Gain));
        run.Measure("5c", results.ConvertAll(result => result.TimeRatio));
    }

    private static (double ErdeGain, double F1Gain, double TimeRatio) Compare(IReadOnlyList<MailStream> streams, int seed, CancellationToken cancellationToken)
    {
        var order = Enumerable.Range(0, streams.Count).ToArray();
        new SplitMix(seed).Shuffle<int>(order);
        var mails = order[..(order.Length / 2)].SelectMany(user => streams[user].Mails).ToList();
        var test = order[(order.Length / 2)..].Select(user => streams[user]).ToList();
        var texts = mails.ConvertAll(mail => mail.Text);
        var labels = mails.ConvertAll(mail => mail.IsSpam);
        var options = new Ss3GridSearch(Grid).Run(texts, Names(labels), FoldCount, seed, null, cancellationToken)[0].Options;
        var smoothing = ChooseSmoothing(texts, labels, seed, cancellationToken);
        var (model, seconds) = Fastest(() => new Ss3Learner(options).Fit(texts, Names(labels), cancellationToken));
        var ((features, bayes), bayesSeconds) = Fastest(() => FitBayes(texts, labels, smoothing, cancellationToken));
        var ours = test.ConvertAll(stream => Watch(model, stream));
        var theirs = test.ConvertAll(stream => Watch(features, bayes, stream));
        return (
            EarlyDetection.Erde(theirs, Deadline) - EarlyDetection.Erde(ours, Deadline),
            EarlyDetection.Counts(ours).F1 - EarlyDetection.Counts(theirs).F1,
            bayesSeconds / seconds);
    }

    private static List<string> Names(List<bool> labels) => labels.ConvertAll(isSpam => isSpam ? Risk : None);

    /// <summary>The smoothing whose models judge most mails of the other folds rightly.</summary>
    private static double ChooseSmoothing(List<string> texts, List<bool> labels, int seed, CancellationToken cancellationToken)
    {
        var splits = Folds.Stratified(labels, FoldCount, seed);
        return Smoothings.MaxBy(smoothing => splits.Sum(split =>
        {
            var (features, model) = FitBayes([.. split.Train.Select(row => texts[row])], [.. split.Train.Select(row => labels[row])], smoothing, cancellationToken);
            var workspace = new TextWorkspace();
            return split.Test.Count(row => model.Score(features.Transform(texts[row], workspace)) > 0 == labels[row]);
        }));
    }

    private static (TfidfModel Features, LinearModel Model) FitBayes(List<string> texts, List<bool> labels, double smoothing, CancellationToken cancellationToken)
    {
        var counting = new TfidfOptions { MaxNgram = 1, UseIdf = false, Norm = RowNorm.None };
        var features = new TfidfVectorizer(counting).Fit(texts, cancellationToken);
        var examples = new TrainingSet(features.TransformAll(texts, cancellationToken), labels);
        return (features, new MultinomialNaiveBayes(new NaiveBayesOptions { Smoothing = smoothing }).Fit(examples, cancellationToken));
    }

    private static EarlyOutcome Watch(Ss3Model model, MailStream stream)
    {
        var monitor = new EarlyRiskMonitor(new LeadPolicy());
        var posts = model.StartStream();
        foreach (var (text, _) in stream.Mails)
        {
            var confidence = posts.Append(text);
            monitor.Observe(new RiskStep(confidence[Risk], confidence[None]));
        }

        return monitor.Outcome(stream.IsRisk);
    }

    /// <summary>The log-odds of all mails so far: those of each mail add up, the prior counts once.</summary>
    private static EarlyOutcome Watch(TfidfModel features, LinearModel model, MailStream stream)
    {
        var monitor = new EarlyRiskMonitor(new LeadPolicy());
        var workspace = new TextWorkspace();
        var logOdds = model.Intercept;
        foreach (var (text, _) in stream.Mails)
        {
            logOdds += model.Score(features.Transform(text, workspace)) - model.Intercept;
            monitor.Observe(new RiskStep(logOdds, 0));
        }

        return monitor.Outcome(stream.IsRisk);
    }

    private static (T Result, double Seconds) Fastest<T>(Func<T> fit)
    {
        var best = double.PositiveInfinity;
        var result = default(T)!;
        for (var i = 0; i < Timings; i++)
        {
            var started = TimeProvider.System.GetTimestamp();
            result = fit();
            best = Math.Min(best, TimeProvider.System.GetElapsedTime(started).TotalSeconds);
        }

        return (result, best);
    }
}
