namespace Demur.Learning.Linear.Internal;

/// <summary>Combines the examples' own weights with their classes'.</summary>
internal static class ExampleWeights
{
    public static double[] Of(TrainingSet examples, ClassWeighting weighting)
    {
        var weights = new double[examples.Count];
        var positive = Factor(examples.PositiveCount);
        var negative = Factor(examples.Count - examples.PositiveCount);
        for (var i = 0; i < weights.Length; i++)
        {
            weights[i] = examples.Weight(i) * (examples.Labels[i] ? positive : negative);
        }

        return weights;

        double Factor(int count) => weighting == ClassWeighting.Balanced ? examples.Count / (2.0 * count) : 1;
    }
}
