using Demur.Learning.SelfTraining;
using Demur.Learning.SelfTraining.Internal;
using Demur.Reproduction;

namespace Demur.Learning.Reproductions.FewLabels;

/// <summary>Claims 2, 3, 5 and 6a, on rows 0 to 7,999 of the digits; rows 8,000 to 9,999 are the test part.</summary>
internal static class DigitsExperiment
{
    private const int TrainRows = 8000;
    private const int FewLabels = 100;
    private const int NoisyLabels = 500;
    private const double NoiseShare = 0.2;
    private static readonly double[] Thresholds = [0.3, 0.4, 0.5, 0.6, 0.7];

    public static Task MeasureAsync(ReproductionRun run, CancellationToken cancellationToken)
    {
        var digits = Digits.Load(run.Data);
        var train = digits.Select([.. Enumerable.Range(0, TrainRows)]);
        var test = digits.Select([.. Enumerable.Range(TrainRows, digits.Count - TrainRows)]);
        var (steps, corrections, distances, gains) = (new List<double>(), new List<double>(), new List<double>(), new List<double>());
        foreach (var seed in run.Seeds)
        {
            run.Report("Digits", gains.Count, run.Seeds.Count);
            var draw = FewLabelSplit.Draw(train, FewLabels, seed, pool: 2000 - FewLabels);
            var result = draw.Train(TableExperiment.Forest, new ClassBalancedTop(), seed, cancellationToken);
            gains.Add(Predictions.Accuracy(result.Model, test) - Predictions.Accuracy(result.Supervised, test));
            var scores = new PoolScores(Predictions.Of(result.Supervised, draw.Pool.Features), [.. Enumerable.Repeat(0.1, 10)]);
            steps.Add(LeastStep(scores, draw.Pool));
            distances.Add(GridDistance(scores));
            corrections.Add(Correction(FewLabelSplit.Draw(train, NoisyLabels, seed).Labelled, test, seed, cancellationToken));
        }

        run.Measure("2", steps);
        run.Measure("3", corrections);
        run.Measure("5", distances);
        run.Measure("6a", gains);
        return Task.CompletedTask;
    }

    private static double LeastStep(PoolScores scores, ExampleSet pool)
    {
        var precisions = Thresholds.Select(threshold =>
        {
            var chosen = scores.Reaching(threshold).Positions;
            return chosen.Average(row => scores.Labels[row] == pool.Labels[row] ? 1.0 : 0);
        }).ToList();
        return precisions.Skip(1).Zip(precisions, (next, before) => next - before).Min();
    }

    private static double GridDistance(PoolScores scores)
    {
        var policy = new TransductiveBound();
        return policy.Thresholds(scores).Select((found, label) =>
        {
            var votes = scores.Column(label);
            var step = (votes.Max() - votes.Min()) / policy.GridSize;
            var least = Enumerable.Range(0, policy.GridSize).MinBy(place => PlainBound(scores, label, votes.Min() + (step * place), policy.GridSize));
            return Math.Abs(found - votes.Min() - (step * least)) / step;
        }).Max();
    }

    /// <summary>E_k(θ) as the survey writes it, summed over all rows for each pair of θ and γ: slow, and of one mind with the fast one only if that is right.</summary>
    private static double PlainBound(PoolScores scores, int label, double threshold, int gridSize)
    {
        var (risk, reached) = (0.0, 0);
        for (var row = 0; row < scores.RowCount; row++)
        {
            reached += scores.Labels[row] == label && scores.Probabilities(row)[label] >= threshold ? 1 : 0;
        }

        foreach (var other in Enumerable.Range(0, scores.ClassCount).Where(other => other != label))
        {
            risk += Enumerable.Range(1, gridSize).Min(step => PlainRisk(scores, other, label, threshold, threshold + ((1 - threshold) * step / gridSize)));
        }

        return risk / scores.RowCount / Math.Max(1e-15, (double)reached / scores.RowCount);
    }

    /// <summary>u_i R_ik(θ) at one γ.</summary>
    private static double PlainRisk(PoolScores scores, int other, int label, double threshold, double gamma)
    {
        var (between, wrong, atThreshold, atGamma) = (0.0, 0.0, 0.0, 0.0);
        for (var row = 0; row < scores.RowCount; row++)
        {
            var (votes, own) = (scores.Probabilities(row)[other], scores.Probabilities(row)[label]);
            between += own >= threshold && own < gamma ? votes : 0;
            wrong += scores.Labels[row] == label ? votes * own : 0;
            atThreshold += own < threshold ? votes * own : 0;
            atGamma += own < gamma ? votes * own : 0;
        }

        return between + (Math.Max(0, wrong + atThreshold - atGamma) / gamma);
    }

    private static double Correction(ExampleSet clean, ExampleSet test, int seed, CancellationToken cancellationToken)
    {
        var random = new SplitMix(seed, 3);
        var labels = Array.ConvertAll(clean.Labels.ToArray(), label => random.Unit() < NoiseShare ? (label + 1 + random.Below(9)) % 10 : label);
        var noisy = new ExampleSet(clean.Features, labels, clean.Classes);
        var plain = new ForwardCorrectedLogistic(new ForwardCorrectedLogisticOptions { MaxIterations = 150, Tolerance = 1e-4 });
        var corrected = new ForwardCorrectedLogistic(plain.Options with { Noise = NoiseTransition.Symmetric(10, NoiseShare) });
        return Predictions.Accuracy(corrected.Fit(noisy, seed, cancellationToken), test) - Predictions.Accuracy(plain.Fit(noisy, seed, cancellationToken), test);
    }
}
