namespace Demur.Learning.SelfTraining;

/// <summary>What a model says of the rows that a round may label: probabilities, the likeliest class and how sure it is. Immutable.</summary>
public sealed class PoolScores
{
    private readonly double[] _probabilities; // [row, class]
    private readonly int[] _labels;
    private readonly double[] _confidences;
    private readonly PoolScores? _previous;

    /// <summary>Scores rows.</summary>
    /// <param name="probabilities">The classes' probabilities, row after row.</param>
    /// <param name="labelledShares">The classes' shares among the labelled rows.</param>
    /// <param name="score">How sureness is measured.</param>
    /// <param name="previous">The round before; null in the first.</param>
    /// <exception cref="DemurException">The probabilities do not fill whole rows.</exception>
    public PoolScores(IReadOnlyList<double> probabilities, IReadOnlyList<double> labelledShares, PseudoLabelScore score = PseudoLabelScore.LargestProbability, PoolScores? previous = null)
    {
        ArgumentNullException.ThrowIfNull(probabilities);
        ArgumentNullException.ThrowIfNull(labelledShares);
        ClassCount = labelledShares.Count;
        if (ClassCount < 2 || probabilities.Count % ClassCount != 0)
        {
            throw new DemurException($"{probabilities.Count} probabilities do not fill rows of {ClassCount} classes; give one for each row and each of two or more classes.");
        }

        _probabilities = [.. probabilities];
        LabelledShares = [.. labelledShares];
        Round = previous is null ? 0 : previous.Round + 1;
        _previous = previous;
        _labels = new int[_probabilities.Length / ClassCount];
        _confidences = new double[_labels.Length];
        MeanProbabilities = new double[ClassCount];
        Summarise(score);
    }

    /// <summary>The round, from 0.</summary>
    public int Round { get; }

    /// <summary>The number of rows.</summary>
    public int RowCount => _labels.Length;

    /// <summary>The number of classes.</summary>
    public int ClassCount { get; }

    /// <summary>The classes' shares among the labelled rows.</summary>
    public IReadOnlyList<double> LabelledShares { get; }

    /// <summary>For each row the likeliest class; of equally likely ones the first.</summary>
    public ReadOnlySpan<int> Labels => _labels;

    /// <summary>For each row how sure the model is of that class.</summary>
    public ReadOnlySpan<double> Confidences => _confidences;

    /// <summary>The mean sureness over all rows; 0 for no rows.</summary>
    public double MeanConfidence { get; private set; }

    /// <summary>The classes' mean probabilities over all rows.</summary>
    public IReadOnlyList<double> MeanProbabilities { get; }

    /// <summary>This round's scores and those before, first to last.</summary>
    public IReadOnlyList<PoolScores> Rounds => _previous is null ? [this] : [.. _previous.Rounds, this];

    /// <summary>A row's probabilities.</summary>
    /// <param name="row">The row, from 0.</param>
    /// <returns>One for each class.</returns>
    public ReadOnlySpan<double> Probabilities(int row) => _probabilities.AsSpan(row * ClassCount, ClassCount);

    /// <summary>A class's probability in every row.</summary>
    internal double[] Column(int label)
    {
        var column = new double[RowCount];
        for (var row = 0; row < column.Length; row++)
        {
            column[row] = _probabilities[(row * ClassCount) + label];
        }

        return column;
    }

    /// <summary>The rows whose sureness reaches their class's threshold.</summary>
    internal PseudoLabelChoice Reaching(IReadOnlyList<double> thresholds) =>
        new([.. Enumerable.Range(0, RowCount).Where(row => _confidences[row] >= thresholds[_labels[row]])], null, thresholds);

    /// <summary>The same threshold for every class.</summary>
    internal PseudoLabelChoice Reaching(double threshold) => Reaching([.. Enumerable.Repeat(threshold, ClassCount)]);

    private void Summarise(PseudoLabelScore score)
    {
        var means = (double[])MeanProbabilities;
        for (var row = 0; row < _labels.Length; row++)
        {
            var probabilities = Probabilities(row);
            for (var label = 0; label < ClassCount; label++)
            {
                means[label] += probabilities[label] / RowCount;
                _labels[row] = probabilities[label] > probabilities[_labels[row]] ? label : _labels[row];
            }

            _confidences[row] = Confidence(probabilities, _labels[row], score);
            MeanConfidence += _confidences[row] / RowCount;
        }
    }

    private static double Confidence(ReadOnlySpan<double> probabilities, int label, PseudoLabelScore score)
    {
        double second = 0, entropy = 0;
        for (var other = 0; other < probabilities.Length; other++)
        {
            second = other == label ? second : Math.Max(second, probabilities[other]);
            entropy -= probabilities[other] > 0 ? probabilities[other] * Math.Log(probabilities[other]) : 0;
        }

        return score switch
        {
            PseudoLabelScore.Margin => probabilities[label] - second,
            PseudoLabelScore.NegativeEntropy => 1 - (entropy / Math.Log(probabilities.Length)),
            _ => probabilities[label],
        };
    }
}
