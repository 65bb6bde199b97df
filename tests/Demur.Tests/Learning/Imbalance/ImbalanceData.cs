using System.Globalization;
using System.Text.Json;
using Demur.Learning;
using Demur.Learning.Sparse;
using Demur.Testing;

namespace Demur.Tests.Learning.Imbalance;

/// <summary>The sets of Fixtures/make_imbalance.py, and small ones made here.</summary>
internal static class ImbalanceData
{
    public static readonly string[] Classes = ["common", "rare"];

    public static JsonElement Fixture(string name)
    {
        var path = Path.Combine(AppContext.BaseDirectory, "Learning", "Imbalance", "Fixtures", name + ".json");
        using var document = JsonDocument.Parse(File.ReadAllBytes(path));
        return document.RootElement.Clone();
    }

    public static ExampleSet Toy(JsonElement fixture) => Set(fixture, "x", "y");

    public static ExampleSet Nominal(JsonElement fixture) => Set(fixture, "nominal", "nominal_y");

    /// <summary>Pima, as eng/research-data.sh fetches it; skips visibly where it is absent.</summary>
    public static ExampleSet Pima()
    {
        var lines = File.ReadLines(ResearchData.Require("mlbench/PimaIndiansDiabetes.csv")).Skip(1).Select(line => line.Split(',')).ToList();
        return new ExampleSet(
            SparseMatrix.FromDense([.. lines.Select(cells => cells[..^1].Select(cell => double.Parse(cell, CultureInfo.InvariantCulture)).ToArray())]),
            [.. lines.Select(cells => cells[^1] == "pos" ? 1 : 0)],
            Classes);
    }

    /// <summary>Two clouds of which the second is rare; columns of zeros make rows sparse where wanted.</summary>
    public static ExampleSet Clouds(int seed, int common, int rare, int columns, double zeros = 0)
    {
        var random = new SplitMix(seed);
        var rows = Enumerable.Range(0, common + rare).Select(row =>
            Enumerable.Range(0, columns).Select(_ => random.Unit() < zeros ? 0 : random.Unit() + (row >= common ? 0.4 : 0)).ToArray()).ToArray();
        return new ExampleSet(SparseMatrix.FromDense(rows), [.. Enumerable.Range(0, common + rare).Select(row => row >= common ? 1 : 0)], Classes);
    }

    public static double[] Dense(ExampleSet set, int row) =>
        [.. Enumerable.Range(0, set.Features.ColumnCount).Select(column => set.Features.Row(row).ValueAt(column))];

    private static ExampleSet Set(JsonElement fixture, string rows, string labels) => new(
        SparseMatrix.FromDense([.. fixture.GetProperty(rows).EnumerateArray().Select(row => row.EnumerateArray().Select(cell => cell.GetDouble()).ToArray())]),
        fixture.Integers(labels),
        Classes);
}
