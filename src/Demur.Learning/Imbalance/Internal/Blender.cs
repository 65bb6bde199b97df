using Demur.Learning.Sparse;
using Demur.Learning.Sparse.Internal;

namespace Demur.Learning.Imbalance.Internal;

/// <summary>Makes the planned rows and joins them to the old ones.</summary>
internal static class Blender
{
    /// <param name="examples">The old rows, all of which are kept.</param>
    /// <param name="blends">The rows to make.</param>
    /// <param name="perAttribute">Draws a gap for each attribute instead of taking the blend's; null takes the blend's.</param>
    public static ResampledSet Append(ExampleSet examples, IReadOnlyList<Blend> blends, SplitMix? perAttribute = null)
    {
        var features = examples.Features;
        var builder = Start(features, blends.Count);
        foreach (var blend in blends)
        {
            Add(builder, features.Row(blend.Base), features.Row(blend.Partner), blend.Gap, perAttribute);
        }

        return Finish(examples, builder, blends);
    }

    /// <summary>Begins a matrix with all old rows.</summary>
    public static SparseMatrixBuilder Start(SparseMatrix features, int more)
    {
        var expected = features.RowCount == 0 ? 0 : (long)features.NonZeroCount * (features.RowCount + (long)more) / features.RowCount;
        var builder = new SparseMatrixBuilder((int)Math.Min(Array.MaxLength, expected));
        for (var row = 0; row < features.RowCount; row++)
        {
            builder.AddRow(features.Row(row));
        }

        return builder;
    }

    /// <summary>Joins the made rows, which the builder holds, with their labels, weights and origins.</summary>
    public static ResampledSet Finish(ExampleSet examples, SparseMatrixBuilder builder, IReadOnlyList<Blend> blends)
    {
        var total = examples.Count + blends.Count;
        var (labels, sources, partners, isSynthetic) = (new int[total], new int[total], new int[total], new bool[total]);
        var weights = new double[total];
        for (var i = 0; i < total; i++)
        {
            var blend = i < examples.Count ? new Blend(i, i, 0) : blends[i - examples.Count];
            sources[i] = blend.Base;
            partners[i] = blend.Partner == blend.Base ? -1 : blend.Partner;
            isSynthetic[i] = i >= examples.Count;
            labels[i] = examples.Labels[blend.Base];
            weights[i] = examples.Weight(blend.Base);
        }

        var isWeighted = Array.Exists(weights, weight => weight != 1);
        var set = new ExampleSet(builder.Build(examples.Features.ColumnCount), labels, examples.Classes, isWeighted ? weights : null);
        return new ResampledSet(set, sources, partners, isSynthetic);
    }

    private static void Add(SparseMatrixBuilder builder, SparseRow start, SparseRow end, double gap, SplitMix? perAttribute)
    {
        for (int i = 0, j = 0; i < start.Count || j < end.Count;)
        {
            var column = i == start.Count ? int.MaxValue : start.Indices[i];
            var other = j == end.Count ? int.MaxValue : end.Indices[j];
            var from = column <= other ? start.Values[i++] : 0;
            var to = other <= column ? end.Values[j++] : 0;
            var share = perAttribute is null ? gap : gap * perAttribute.Unit();
            builder.Add(Math.Min(column, other), Between(from, to, share));
        }

        builder.EndRow();
    }

    private static double Between(double from, double to, double share)
    {
        var value = from + (share * (to - from));

        // Rounding may step a bit past the end; a point of the segment stays on it.
        return share is >= 0 and <= 1 ? Math.Clamp(value, Math.Min(from, to), Math.Max(from, to)) : value;
    }
}
