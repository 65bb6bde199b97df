using Demur.Learning.Sparse;

namespace Demur.Learning.SelfTraining.Internal;

/// <summary>Predictions of many rows, on all cores.</summary>
internal static class Predictions
{
    /// <summary>The probabilities, row after row.</summary>
    public static double[] Of(IModel model, SparseMatrix rows)
    {
        var classes = model.ClassCount;
        var probabilities = new double[(long)rows.RowCount * classes];
        Parallel.For(0, rows.RowCount, AllCores.Until(CancellationToken.None), row => model.Predict(rows.Row(row), probabilities.AsSpan(row * classes, classes)));
        return probabilities;
    }

    /// <summary>The likeliest class of each row; of equally likely ones the first.</summary>
    public static int[] Labels(IModel model, SparseMatrix rows)
    {
        var probabilities = Of(model, rows);
        var labels = new int[rows.RowCount];
        for (var row = 0; row < labels.Length; row++)
        {
            var own = probabilities.AsSpan(row * model.ClassCount, model.ClassCount);
            for (var label = 1; label < own.Length; label++)
            {
                labels[row] = own[label] > own[labels[row]] ? label : labels[row];
            }
        }

        return labels;
    }

    public static double Accuracy(IModel model, ExampleSet examples)
    {
        var labels = Labels(model, examples.Features);
        var right = 0;
        for (var row = 0; row < labels.Length; row++)
        {
            right += labels[row] == examples.Labels[row] ? 1 : 0;
        }

        return (double)right / labels.Length;
    }

    /// <summary>Scales probabilities so that their mean becomes the wanted shares, and each row adds up to 1 again.</summary>
    public static void Align(double[] probabilities, IReadOnlyList<double> shares)
    {
        var means = new double[shares.Count];
        for (var i = 0; i < probabilities.Length; i++)
        {
            means[i % means.Length] += probabilities[i] * means.Length / probabilities.Length;
        }

        for (var start = 0; start < probabilities.Length; start += means.Length)
        {
            var row = probabilities.AsSpan(start, means.Length);
            var sum = 0.0;
            for (var label = 0; label < row.Length; label++)
            {
                row[label] *= means[label] > 0 ? shares[label] / means[label] : 0;
                sum += row[label];
            }

            for (var label = 0; label < row.Length; label++)
            {
                row[label] = sum > 0 ? row[label] / sum : 1.0 / row.Length;
            }
        }
    }
}
