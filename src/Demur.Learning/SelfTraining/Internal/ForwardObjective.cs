namespace Demur.Learning.SelfTraining.Internal;

/// <summary>½‖w‖² + C Σ weight × forward-corrected loss, with its gradient. Weights lie [class, column], the intercept last.</summary>
internal sealed class ForwardObjective(ExampleSet examples, ForwardCorrectedLogisticOptions options)
{
    private readonly int _classes = examples.Classes.Count;
    private readonly int _width = examples.Features.ColumnCount + 1;

    public int Size => _classes * _width;

    public double Evaluate(double[] weights, double[] gradient)
    {
        var sum = 0.0;
        for (var i = 0; i < weights.Length; i++)
        {
            var isIntercept = i % _width == _width - 1;
            gradient[i] = isIntercept ? 0 : weights[i];
            sum += isIntercept ? 0 : weights[i] * weights[i] / 2;
        }

        var truth = new double[_classes];
        var slopes = new double[_classes];
        for (var row = 0; row < examples.Count; row++)
        {
            SoftmaxModel.Probabilities(weights, _width, examples.Features.Row(row), truth);
            var cost = options.C * examples.Weight(row);
            sum += cost * Differentiate(truth, examples.Labels[row], slopes);
            AddGradient(row, cost, slopes, gradient);
        }

        return sum;
    }

    /// <summary>The loss, and its derivative by each class's score: p_j (1 - P(label | j) / Σ p_i P(label | i)); without noise p_j - [j is the label].</summary>
    private double Differentiate(double[] truth, int label, double[] slopes)
    {
        var given = 0.0;
        for (var from = 0; from < truth.Length; from++)
        {
            given += truth[from] * Rate(from, label);
        }

        given = Math.Max(given, 1e-300);
        for (var from = 0; from < truth.Length; from++)
        {
            slopes[from] = truth[from] * (1 - (Rate(from, label) / given));
        }

        return -Math.Log(given);
    }

    private double Rate(int truth, int label) => options.Noise is { } noise ? noise[truth, label] : truth == label ? 1 : 0;

    private void AddGradient(int row, double cost, double[] slopes, double[] gradient)
    {
        var cells = examples.Features.Row(row);
        for (var label = 0; label < slopes.Length; label++)
        {
            var own = gradient.AsSpan(label * _width, _width);
            for (var i = 0; i < cells.Count; i++)
            {
                own[cells.Indices[i]] += cost * slopes[label] * cells.Values[i];
            }

            own[^1] += cost * slopes[label];
        }
    }
}
