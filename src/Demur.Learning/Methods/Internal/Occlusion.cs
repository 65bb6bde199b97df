using Demur.Learning.Sparse;

namespace Demur.Learning.Methods.Internal;

/// <summary>
/// What each value of a row adds to a score: the score less the one without that value. For a linear model that is coefficient times value, exactly;
/// for trees it is what this value changes given all others.
/// </summary>
internal static class Occlusion
{
    public static (int Feature, double Weight)[] Of(SparseVector row, Func<SparseVector, double> score)
    {
        var whole = score(row);
        var weights = new (int, double)[row.Count];
        for (var i = 0; i < weights.Length; i++)
        {
            weights[i] = (row.Indices[i], whole - score(Without(row, i)));
        }

        return weights;
    }

    private static SparseVector Without(SparseVector row, int position) =>
        new([.. row.Indices[..position], .. row.Indices[(position + 1)..]], [.. row.Values[..position], .. row.Values[(position + 1)..]]);
}
