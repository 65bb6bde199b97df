using Demur.Learning.Sparse;
using Demur.Learning.Sparse.Internal;

namespace Demur.Learning.Imbalance.Internal;

/// <summary>Makes the planned rows and joins them to the old ones.</summary>
internal static class Blender
{
    /// <summary>Makes rows and puts them behind the old ones.</summary>
    /// <param name="examples">The old rows, all of which are kept.</param>
    /// <param name="blends">The rows to make.</param>
    /// <param name="perAttribute">Draws a gap for each attribute instead of taking the blend's; null takes the blend's.</param>
    public static ResampledSet Append(ExampleSet examples, IReadOnlyList<Blend> blends, SplitMix? perAttribute = null)
    {
        var features = examples.Features;
        var builder = Start(features, blends.Count);
        var scratch = new double[features.ColumnCount];
        foreach (var (source, partner, gap) in blends)
        {
            if (perAttribute is not null || !TryAddTableRow(builder, features.Row(source), features.Row(partner), gap, scratch))
            {
                Add(builder, features.Row(source), features.Row(partner), gap, perAttribute);
            }
        }

        return Finish(examples, builder, blends);
    }

    /// <summary>Begins a matrix with all old rows.</summary>
    public static SparseMatrixBuilder Start(SparseMatrix features, int more)
    {
        var expected = features.RowCount == 0 ? 0 : (long)features.NonZeroCount * (features.RowCount + (long)more) / features.RowCount;
        var builder = new SparseMatrixBuilder((int)Math.Min(Array.MaxLength, expected));
        builder.AddRows(features);
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

    /// <summary>The quick way for two rows with values in the same columns, such as a table's.</summary>
    /// <returns>False where it does not apply: the columns differ, or a made value is 0 and must not be stored.</returns>
    private static bool TryAddTableRow(SparseMatrixBuilder builder, SparseRow start, SparseRow end, double gap, Span<double> scratch)
    {
        if (!start.Indices.SequenceEqual(end.Indices))
        {
            return false;
        }

        var made = scratch[..start.Count];
        for (var i = 0; i < made.Length; i++)
        {
            made[i] = Between(start.Values[i], end.Values[i], gap);
        }

        if (made.Contains(0.0))
        {
            return false;
        }

        builder.AddRow(new SparseRow(start.Indices, made));
        return true;
    }

    private static double Between(double from, double to, double share)
    {
        var value = from + (share * (to - from));

        // Rounding may step a bit past the end; a point of the segment stays on it.
        return share is >= 0 and <= 1 ? Math.Clamp(value, Math.Min(from, to), Math.Max(from, to)) : value;
    }
}
