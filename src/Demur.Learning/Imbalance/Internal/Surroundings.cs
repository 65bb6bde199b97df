using Demur.Learning.Neighbours;

namespace Demur.Learning.Imbalance.Internal;

/// <summary>How many of a row's nearest rows are of other classes.</summary>
internal static class Surroundings
{
    public static int[] Strangers(ExampleSet examples, IReadOnlyList<int> rows, int neighbours, CancellationToken cancellationToken)
    {
        var near = new NearestNeighbours(examples.Features).OfEach(rows, neighbours, cancellationToken);
        var counts = new int[rows.Count];
        for (var i = 0; i < counts.Length; i++)
        {
            foreach (var row in near.Rows(i))
            {
                counts[i] += examples.Labels[row] == examples.Labels[rows[i]] ? 0 : 1;
            }
        }

        return counts;
    }

    /// <summary>At least half of the neighbours are strangers, but not all (Han, Wang and Mao 2005, section 3).</summary>
    public static bool IsDanger(int strangers, int neighbours) => 2 * strangers >= neighbours && strangers < neighbours;

    /// <summary>All neighbours are strangers.</summary>
    public static bool IsNoise(int strangers, int neighbours) => strangers == neighbours;
}
