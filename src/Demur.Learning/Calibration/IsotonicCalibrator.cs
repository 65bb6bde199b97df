using Demur.Learning.Calibration.Internal;
using Demur.Learning.Models;

namespace Demur.Learning.Calibration;

/// <summary>The rising step curve nearest to the labels (pool adjacent violators; Ayer et al. 1955, Zadrozny and Elkan 2002), joined by straight lines as scikit-learn does. Wants some hundred examples.</summary>
public sealed class IsotonicCalibrator : ICalibrator
{
    internal const string Kind = "isotonic";
    private readonly double[] _scores; // strictly ascending
    private readonly double[] _values; // ascending

    private IsotonicCalibrator(double[] scores, double[] values)
    {
        _scores = scores;
        _values = values;
    }

    /// <inheritdoc/>
    /// <remarks>Scores outside the fitted range get the value at its end.</remarks>
    public double Calibrate(double score)
    {
        var position = Array.BinarySearch(_scores, score);
        if (position >= 0)
        {
            return _values[position];
        }

        var right = ~position;
        if (right == 0 || right == _scores.Length)
        {
            return _values[Math.Clamp(right, 0, _values.Length - 1)];
        }

        var share = (score - _scores[right - 1]) / (_scores[right] - _scores[right - 1]);
        return _values[right - 1] + (share * (_values[right] - _values[right - 1]));
    }

    /// <summary>Fits the curve to scores of examples that the model was not trained on.</summary>
    /// <param name="scores">The scores.</param>
    /// <param name="labels">Whether each example is positive.</param>
    /// <param name="weights">How much each example counts, above 0; 1 each when null.</param>
    /// <returns>The curve.</returns>
    /// <exception cref="DemurException">A score is not finite, or a class is missing.</exception>
    public static IsotonicCalibrator Fit(IReadOnlyList<double> scores, IReadOnlyList<bool> labels, IReadOnlyList<double>? weights = null)
    {
        CalibrationData.Require(scores, labels, weights);
        var blocks = new List<Block>();
        foreach (var group in Enumerable.Range(0, scores.Count).GroupBy(i => scores[i]).OrderBy(group => group.Key))
        {
            var weight = group.Sum(i => weights?[i] ?? 1);
            var sum = group.Sum(i => labels[i] ? weights?[i] ?? 1 : 0);
            var block = new Block(group.Key, group.Key, sum, weight);
            while (blocks.Count > 0 && blocks[^1].Mean >= block.Mean)
            {
                var last = blocks[^1];
                blocks.RemoveAt(blocks.Count - 1);
                block = new Block(last.From, block.To, last.Sum + block.Sum, last.Weight + block.Weight);
            }

            blocks.Add(block);
        }

        var ends = blocks.SelectMany(block => block.From == block.To ? [(block.From, block.Mean)] : new[] { (block.From, block.Mean), (block.To, block.Mean) }).ToList();
        return new IsotonicCalibrator([.. ends.Select(end => end.Item1)], [.. ends.Select(end => end.Mean)]);
    }

    /// <inheritdoc/>
    public void Write(ModelWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteString(Kind);
        writer.WriteDoubles(_scores);
        writer.WriteDoubles(_values);
    }

    internal static IsotonicCalibrator Read(ModelReader reader)
    {
        var scores = reader.ReadDoubles();
        var values = reader.ReadDoubles();
        var rises = scores.Length > 0 && scores.Length == values.Length && IsAscending(scores) && IsAscending(values);
        return rises ? new IsotonicCalibrator(scores, values) : throw reader.Damaged("a calibration curve that does not rise");
    }

    private static bool IsAscending(double[] values) => Enumerable.Range(1, values.Length - 1).All(i => values[i - 1] <= values[i]);

    private readonly record struct Block(double From, double To, double Sum, double Weight)
    {
        public double Mean => Sum / Weight;
    }
}
