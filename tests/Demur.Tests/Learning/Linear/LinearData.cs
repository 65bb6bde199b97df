using System.Text.Json;
using Demur.Learning;
using Demur.Learning.Sparse;

namespace Demur.Tests.Learning.Linear;

/// <summary>The 60 examples of the golden linear models.</summary>
internal sealed class LinearData
{
    private LinearData(JsonElement golden)
    {
        Golden = golden;
        Features = SparseMatrix.FromDense([.. golden.GetProperty("x").EnumerateArray().Select(row => row.EnumerateArray().Select(value => value.GetDouble()).ToArray())]);
        Labels = [.. golden.Integers("y").Select(label => label == 1)];
        Weights = golden.Doubles("weights");
    }

    public JsonElement Golden { get; }

    public SparseMatrix Features { get; }

    public bool[] Labels { get; }

    public double[] Weights { get; }

    public static LinearData Read() => new(Learning.Golden.Read("linear"));

    public TrainingSet Examples(bool weighted) => new(Features, Labels, weighted ? Weights : null);
}
