using Demur.Learning.Sparse;

namespace Demur.Learning.Methods.Internal;

/// <summary>
/// What each value of a row adds to a score: the score less the one without that value; for a number that usually has others, less the mean over those.
/// For a linear model without such numbers that is coefficient times value, exactly; for trees it is what this value changes given all others.
/// </summary>
internal static class Occlusion
{
    public static (int Feature, double Weight)[] Of(SparseVector row, Func<SparseVector, double> score, Func<int, IReadOnlyList<double>> usual)
    {
        var whole = score(row);
        var weights = new (int, double)[row.Count];
        for (var i = 0; i < weights.Length; i++)
        {
            var position = i;
            var others = usual(row.Indices[i]);
            var without = others.Count == 0 ? score(Without(row, i)) : others.Average(value => score(With(row, position, value)));
            weights[i] = (row.Indices[i], whole - without);
        }

        return weights;
    }

    private static SparseVector Without(SparseVector row, int position) =>
        new([.. row.Indices[..position], .. row.Indices[(position + 1)..]], [.. row.Values[..position], .. row.Values[(position + 1)..]]);

    private static SparseVector With(SparseVector row, int position, double value)
    {
        var values = row.Values.ToArray();
        values[position] = value;
        return new SparseVector(row.Indices.ToArray(), values);
    }
}
