namespace Demur.Metrics;

/// <summary>How good predicted probabilities of a yes-or-no outcome are.</summary>
public static class Probabilities
{
    /// <summary>The Brier score: the mean squared difference of probability and outcome (Brier 1950); 0 is perfect, 0.25 is a coin.</summary>
    /// <param name="probabilities">P(positive) of each, from 0 to 1.</param>
    /// <param name="truth">Whether each is positive.</param>
    /// <returns>The score, from 0 to 1.</returns>
    /// <exception cref="DemurException">There are none, the lists differ in length, or a value is no probability.</exception>
    public static double Brier(ReadOnlySpan<double> probabilities, ReadOnlySpan<bool> truth)
    {
        Samples.RequireProbabilities(probabilities, truth.Length);
        double sum = 0;
        for (var i = 0; i < truth.Length; i++)
        {
            var difference = probabilities[i] - (truth[i] ? 1 : 0);
            sum += difference * difference;
        }

        return sum / truth.Length;
    }

    /// <summary>The log loss: the mean negative natural logarithm of the probability given to what came true.</summary>
    /// <param name="probabilities">P(positive) of each, from 0 to 1; kept off 0 and 1 by the machine's epsilon (2.2e-16), so that the loss stays finite.</param>
    /// <param name="truth">Whether each is positive.</param>
    /// <returns>The loss; at least 0.</returns>
    /// <exception cref="DemurException">There are none, the lists differ in length, or a value is no probability.</exception>
    public static double LogLoss(ReadOnlySpan<double> probabilities, ReadOnlySpan<bool> truth)
    {
        const double MachineEpsilon = 2.220446049250313e-16;
        Samples.RequireProbabilities(probabilities, truth.Length);
        double sum = 0;
        for (var i = 0; i < truth.Length; i++)
        {
            var probability = Math.Clamp(probabilities[i], MachineEpsilon, 1 - MachineEpsilon);
            sum -= truth[i] ? Math.Log(probability) : Math.Log(1 - probability);
        }

        return sum / truth.Length;
    }

    /// <summary>The expected calibration error: the gap between mean probability and share of positives, averaged over bins of equal width by their counts (Naeini et al. 2015, AAAI).</summary>
    /// <param name="probabilities">P(positive) of each, from 0 to 1.</param>
    /// <param name="truth">Whether each is positive.</param>
    /// <param name="bins">The number of bins; 10 by default.</param>
    /// <returns>The error, from 0 to 1.</returns>
    /// <exception cref="DemurException">There are none, the lists differ in length, or a value is no probability.</exception>
    public static double CalibrationError(ReadOnlySpan<double> probabilities, ReadOnlySpan<bool> truth, int bins = 10)
    {
        double sum = 0;
        foreach (var bin in Reliability(probabilities, truth, bins))
        {
            sum += bin.Count == 0 ? 0 : bin.Count * Math.Abs(bin.MeanProbability - bin.ShareOfPositives);
        }

        return sum / truth.Length;
    }

    /// <summary>The bins of a reliability diagram, of equal width from 0 to 1, each open below and closed above; 0 belongs to the first.</summary>
    /// <param name="probabilities">P(positive) of each, from 0 to 1.</param>
    /// <param name="truth">Whether each is positive.</param>
    /// <param name="bins">The number of bins, at least 1; 10 by default.</param>
    /// <returns>The bins, ascending, empty ones included.</returns>
    /// <exception cref="DemurException">There are none, the lists differ in length, or a value is no probability.</exception>
    public static IReadOnlyList<CalibrationBin> Reliability(ReadOnlySpan<double> probabilities, ReadOnlySpan<bool> truth, int bins = 10)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bins, 1);
        Samples.RequireProbabilities(probabilities, truth.Length);
        var (counts, sums, positives) = (new int[bins], new double[bins], new int[bins]);
        for (var i = 0; i < truth.Length; i++)
        {
            var bin = BinOf(probabilities[i], bins);
            counts[bin]++;
            sums[bin] += probabilities[i];
            positives[bin] += truth[i] ? 1 : 0;
        }

        return [.. Enumerable.Range(0, bins).Select(i => new CalibrationBin(
            (double)i / bins,
            (double)(i + 1) / bins,
            counts[i],
            sums[i] / counts[i],
            (double)positives[i] / counts[i]))];
    }

    private static int BinOf(double probability, int bins)
    {
        var bin = Math.Clamp((int)Math.Ceiling(probability * bins) - 1, 0, bins - 1);

        // The product may round across an edge; the edges as reported decide.
        return bin > 0 && probability <= (double)bin / bins ? bin - 1 : probability > (double)(bin + 1) / bins ? bin + 1 : bin;
    }
}
