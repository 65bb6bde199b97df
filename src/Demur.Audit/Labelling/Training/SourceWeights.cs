namespace Demur.Audit.Labelling.Training;

/// <summary>Evens out sources and classes: a source with ten times the refusals should not count ten times as much.</summary>
internal static class SourceWeights
{
    /// <summary>Weighs each example.</summary>
    /// <param name="examples">The examples.</param>
    /// <param name="balance">From 0 (as given) to 1 (every source and class alike).</param>
    /// <returns>Weights with mean 1.</returns>
    public static double[] Of(IReadOnlyList<LabelledResponse> examples, double balance)
    {
        var totals = new Dictionary<(string, bool), double>();
        foreach (var example in examples)
        {
            var key = (example.Source, example.IsRefusal);
            totals[key] = totals.GetValueOrDefault(key) + example.Weight;
        }

        var weights = examples.Select(example => example.Weight * Math.Pow(totals[(example.Source, example.IsRefusal)], -balance)).ToArray();
        var mean = weights.Length == 0 ? 1 : weights.Average();
        return Array.ConvertAll(weights, weight => weight / mean);
    }
}
