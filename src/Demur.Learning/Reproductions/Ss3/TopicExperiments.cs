using Demur.Learning.Models;
using Demur.Learning.Splits;
using Demur.Learning.Ss3;
using Demur.Reproduction;

namespace Demur.Learning.Reproductions.Ss3;

/// <summary>The claims on the toolkit's corpus of eight topics.</summary>
internal static class TopicExperiments
{
    private const int FoldCount = 5;
    private const int Dozen = 12;
    private static readonly double[] Alphas = [0, 0.1, 0.2, 0.3, 0.4, 0.5];

    public static void Measure(ReproductionRun run, TopicCorpus corpus, CancellationToken cancellationToken)
    {
        var model = new Ss3Learner().Fit(corpus.Texts, corpus.Labels, cancellationToken);
        run.Measure("1", ReferenceDeviation(corpus, model));
        run.Measure("2", TopicCorpus.OwnTexts.Count(own => model.Decide(own.Text).Label == own.Topic));
        run.Measure("3", run.Seeds.Select(seed => (double)DifferingOrders(corpus, model, seed)).ToList());
        run.Measure("4", StreamDeviation(corpus, model));
        run.Report("topics", 1, 3);
        run.Measure("6", run.Seeds.Min(seed => Accuracy(corpus, 3, seed, cancellationToken) - Accuracy(corpus, 1, seed, cancellationToken)));
        run.Report("topics", 2, 3);
        var (rise, fall, gain) = Abstention(corpus, run.Seeds, cancellationToken);
        run.Measure("7a", rise);
        run.Measure("7b", fall);
        run.Measure("7c", gain);
        run.Report("topics", 3, 3);
    }

    /// <summary>The greatest distance from the values that the toolkit 0.6.4 gives for three words of the topic food.</summary>
    private static double ReferenceDeviation(TopicCorpus corpus, Ss3Model model)
    {
        var plain = new Ss3Learner(new Ss3Options { Mode = Ss3ConfidenceMode.Norm }).Fit(corpus.Texts, corpus.Labels);
        var (chicken, health, the) = (model.Value("chicken", "food"), model.Value("health", "food"), model.Value("the", "food"));
        (double Expected, double Found)[] values =
        [
            (0.214815, chicken.Local), (1, chicken.Significance), (1, chicken.Sanction), (0.214815, chicken.Global), (0.430714, chicken.Confidence),
            (0.430714, plain.Value("chicken", "food").Confidence),
            (0.157254, health.Local), (0.987884, health.Significance), (0.238095, health.Sanction), (0.036988, health.Global),
            (0.54759, the.Local), (0, the.Significance), (4e-6, plain.Value("the", "food").Significance),
        ];
        return values.Max(pair => Math.Abs(pair.Expected - pair.Found));
    }

    /// <summary>Learns the corpus in two halves, in either order, merged and at once; counts the files that are not equal byte by byte.</summary>
    private static int DifferingOrders(TopicCorpus corpus, Ss3Model whole, int seed)
    {
        var order = Enumerable.Range(0, corpus.Texts.Count).ToArray();
        new SplitMix(seed).Shuffle<int>(order);
        var (first, second) = (order[..(order.Length / 2)], order[(order.Length / 2)..]);
        var merged = Count(corpus, first);
        merged.Merge(Count(corpus, second));
        Ss3Counts[] counts = [Count(corpus, [.. first, .. second]), Count(corpus, [.. second, .. first]), merged];
        var expected = Bytes(whole);
        return counts.Count(count => !Bytes(new Ss3Learner().Fit(count)).AsSpan().SequenceEqual(expected));
    }

    private static Ss3Counts Count(TopicCorpus corpus, IEnumerable<int> rows)
    {
        var counts = new Ss3Counts();
        foreach (var row in rows)
        {
            counts.Learn(corpus.Texts[row], corpus.Labels[row]);
        }

        return counts;
    }

    private static byte[] Bytes(Ss3Model model)
    {
        var card = new ModelCard { Kind = "ss3", CreatedBy = "reproduction" };
        return ModelFile.ToBytes(card, model.Write);
    }

    /// <summary>Streams a dozen texts at a time and compares each step with all texts so far at once.</summary>
    private static double StreamDeviation(TopicCorpus corpus, Ss3Model model)
    {
        var worst = 0.0;
        for (var start = 0; start + Dozen <= corpus.Texts.Count; start += Dozen)
        {
            var stream = model.StartStream();
            for (var i = start; i < start + Dozen; i++)
            {
                var streamed = stream.Append(corpus.Texts[i]).Values;
                var batch = model.Classify(string.Join('\n', corpus.Texts.Skip(start).Take(i - start + 1))).Values;
                for (var category = 0; category < batch.Length; category++)
                {
                    worst = Math.Max(worst, Math.Abs(streamed[category] - batch[category]));
                }
            }
        }

        return worst;
    }

    private static double Accuracy(TopicCorpus corpus, int ngrams, int seed, CancellationToken cancellationToken)
    {
        var right = 0;
        foreach (var (model, test) in Models(corpus, ngrams, seed, cancellationToken))
        {
            right += test.Count(row => model.Decide(corpus.Texts[row], Ss3UnknownPolicy.MostProbable).Label == corpus.Labels[row]);
        }

        return (double)right / corpus.Texts.Count;
    }

    /// <summary>The least change of the abstention rate, and of the accuracy of what is still decided, from one alpha to the next, over all seeds; and that accuracy's change from the first alpha to the last.</summary>
    private static (double Rate, double Accuracy, double Gain) Abstention(TopicCorpus corpus, IReadOnlyList<int> seeds, CancellationToken cancellationToken)
    {
        var abstained = new double[Alphas.Length];
        var right = new double[Alphas.Length];
        foreach (var (model, test) in seeds.SelectMany(seed => Models(corpus, 1, seed, cancellationToken)))
        {
            for (var i = 0; i < Alphas.Length; i++)
            {
                var strict = model.With(model.Options with { Alpha = Alphas[i] });
                var decisions = test.Select(row => (strict.Decide(corpus.Texts[row]).Label, corpus.Labels[row])).ToList();
                abstained[i] += decisions.Count(pair => pair.Item1 == Decisions.Decision.Abstain);
                right[i] += decisions.Count(pair => pair.Item1 == pair.Item2);
            }
        }

        var total = (double)corpus.Texts.Count * seeds.Count;
        var accuracy = right.Zip(abstained, (hits, declined) => hits / (total - declined)).ToArray();
        return (Steps(abstained).Min() / total, Steps(accuracy).Min(), accuracy[^1] - accuracy[0]);
    }

    private static IEnumerable<double> Steps(double[] values) => values.Skip(1).Zip(values, (next, value) => next - value);

    private static IEnumerable<(Ss3Model Model, IReadOnlyList<int> Test)> Models(TopicCorpus corpus, int ngrams, int seed, CancellationToken cancellationToken)
    {
        string[] topics = [.. corpus.Labels.Distinct(StringComparer.Ordinal)];
        foreach (var split in Folds.Stratified([.. corpus.Labels.Select(label => Array.IndexOf(topics, label))], topics.Length, FoldCount, seed))
        {
            var learner = new Ss3Learner(new Ss3Options { MaxNgram = ngrams });
            yield return (learner.Fit([.. split.Train.Select(row => corpus.Texts[row])], [.. split.Train.Select(row => corpus.Labels[row])], cancellationToken), split.Test);
        }
    }
}
