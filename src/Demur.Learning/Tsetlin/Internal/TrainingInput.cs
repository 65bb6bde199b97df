namespace Demur.Learning.Tsetlin.Internal;

/// <summary>Checks what a machine is given to learn from.</summary>
internal static class TrainingInput
{
    /// <summary>Checks examples and scales their weights so that the largest is 1; null when all count alike.</summary>
    public static double[]? Check(BitMatrix features, IReadOnlyList<int> classes, IReadOnlyList<double>? weights, int featureCount, int classCount)
    {
        if (features.ColumnCount != featureCount)
        {
            throw new DemurException($"The examples have {features.ColumnCount} features, the machine was made for {featureCount}; encode them as at the first training.");
        }

        if (features.RowCount == 0)
        {
            throw new DemurException("There is no example to learn from; give labelled examples of at least two classes.");
        }

        if (classes.Count != features.RowCount || (weights is not null && weights.Count != features.RowCount))
        {
            throw new DemurException($"There are {features.RowCount} rows of features, {classes.Count} classes and {weights?.Count ?? features.RowCount} weights; they must be equally many.");
        }

        for (var row = 0; row < classes.Count; row++)
        {
            if (classes[row] < 0 || classes[row] >= classCount)
            {
                throw new DemurException($"Example {row} is of class {classes[row]}; classes go from 0 to {classCount - 1}.");
            }
        }

        return weights is null ? null : Scale(weights);
    }

    private static double[]? Scale(IReadOnlyList<double> weights)
    {
        for (var row = 0; row < weights.Count; row++)
        {
            if (!(weights[row] >= 0 && double.IsFinite(weights[row])))
            {
                throw new DemurException($"Example {row} has the weight {weights[row]}; weights are finite and at least 0.");
            }
        }

        var largest = weights.Max();
        return largest > 0
            ? weights.All(weight => weight == largest) ? null : [.. weights.Select(weight => weight / largest)]
            : throw new DemurException("All examples have the weight 0; at least one must count.");
    }
}
