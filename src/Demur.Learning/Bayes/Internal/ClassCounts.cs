namespace Demur.Learning.Bayes.Internal;

/// <summary>What each class holds of each feature, weighted.</summary>
internal sealed record ClassCounts(double[] Positive, double[] Negative, double PositiveWeight, double NegativeWeight)
{
    public double PriorLogOdds => Math.Log(PositiveWeight) - Math.Log(NegativeWeight);

    public static ClassCounts Of(TrainingSet examples, Func<double, double> amount)
    {
        var positive = new double[examples.Features.ColumnCount];
        var negative = new double[examples.Features.ColumnCount];
        double positiveWeight = 0, negativeWeight = 0;
        for (var i = 0; i < examples.Count; i++)
        {
            var weight = examples.Weight(i);
            var target = examples.Labels[i] ? positive : negative;
            positiveWeight += examples.Labels[i] ? weight : 0;
            negativeWeight += examples.Labels[i] ? 0 : weight;
            var row = examples.Features.Row(i);
            for (var k = 0; k < row.Count; k++)
            {
                if (row.Values[k] < 0)
                {
                    throw new DemurException($"Example {i} has {row.Values[k]} in feature {row.Indices[k]}; naive Bayes counts, so features must be at least 0.");
                }

                target[row.Indices[k]] += weight * amount(row.Values[k]);
            }
        }

        return new ClassCounts(positive, negative, positiveWeight, negativeWeight);
    }
}
