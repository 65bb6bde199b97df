using Demur.Learning.Linear;
using Demur.Learning.Splits;
using Demur.Learning.Text;

namespace Demur.Learning.Noise.Internal;

/// <summary>
/// A linear classifier's judgement of every row by the folds that have not seen it. In-sample judgement would hide what is looked for: an overfit model
/// contradicts no label. Classes with fewer rows than folds are judged too, by folds that may know nothing of them.
/// </summary>
internal sealed class OutOfFold
{
    private readonly List<LinearJudge> _judges;

    private OutOfFold(string[] classes, int[] labels, double[][] scores, List<LinearJudge> judges)
    {
        Classes = classes;
        Labels = labels;
        Scores = scores;
        Probabilities = Array.ConvertAll(scores, ToProbabilities);
        _judges = judges;
    }

    public IReadOnlyList<string> Classes { get; }

    public int[] Labels { get; }

    /// <summary>Each class's margin against the others: [row][class].</summary>
    public double[][] Scores { get; }

    public double[][] Probabilities { get; }

    public int Best(int row) => Scores[row].AsSpan().IndexOf(Scores[row].Max());

    public static OutOfFold Of(LabelledTexts data, NoiseOptions options, int seed, CancellationToken cancellationToken)
    {
        string[] classes = [.. data.Labels.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        if (classes.Length < 2)
        {
            throw new DemurException($"All {data.Count} texts are labelled '{classes[0]}'; suspects are found by comparing at least two labels.");
        }

        if (data.Count < 2 * options.Folds)
        {
            throw new DemurException($"There are {data.Count} texts; {options.Folds} folds need at least {2 * options.Folds}. Label more, or use fewer folds.");
        }

        int[] labels = [.. data.Labels.Select(label => Array.BinarySearch(classes, label, StringComparer.Ordinal))];
        var scores = new double[data.Count][];
        var judges = Folds.Random(data.Count, options.Folds, seed).AsParallel().AsOrdered().WithCancellation(cancellationToken).Select(split =>
        {
            var judge = LinearJudge.Fit(data, labels, classes.Length, split.Train, options.Features, cancellationToken);
            var workspace = new TextWorkspace();
            foreach (var row in split.Test)
            {
                scores[row] = judge.Score(data.Texts[row], workspace);
            }

            return judge;
        }).ToList();
        return new OutOfFold(classes, labels, scores, judges);
    }

    /// <summary>Scores of texts that no fold has seen: the mean over the folds' models.</summary>
    public IReadOnlyList<double[]> ScoresOf(IReadOnlyList<string> texts)
    {
        var workspace = new TextWorkspace();
        return [.. texts.Select(text =>
        {
            var mean = new double[Classes.Count];
            foreach (var judge in _judges)
            {
                DenseColumns.AddScaled(mean, judge.Score(text, workspace), 1.0 / _judges.Count);
            }

            return mean;
        })];
    }

    private static double[] ToProbabilities(double[] scores)
    {
        var odds = Array.ConvertAll(scores, Logistic.Sigmoid);
        var sum = odds.Sum();
        return Array.ConvertAll(odds, value => sum > 0 ? value / sum : 1.0 / odds.Length);
    }
}
