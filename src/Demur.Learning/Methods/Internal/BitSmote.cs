using Demur.Learning.Imbalance;
using Demur.Learning.Imbalance.Internal;
using Demur.Learning.Neighbours;
using Demur.Learning.Sparse;
using Demur.Learning.Sparse.Internal;
using Demur.Learning.Tables;
using Demur.Learning.Tables.Internal;

namespace Demur.Learning.Methods.Internal;

/// <summary>
/// SMOTE between rows of bits, which the paper does not have: a made row lies between a row and one of its nearest (by differing bits), as far as the gap drawn. A number reaches the
/// thresholds that the point between both numbers reaches; a word or category is the neighbour's with the gap's probability. So bits stay bits and thresholds stay nested.
/// </summary>
internal sealed class BitSmote(OversamplingAmount amount, TableEncoder encoder) : IResampler
{
    private const int Neighbours = 5;

    public ResampledSet Resample(ExampleSet examples, int seed = 1, CancellationToken cancellationToken = default)
    {
        var classes = new ClassRows(examples);
        var blends = new List<Blend>();
        var lots = new SplitMix(seed, -2);
        foreach (var (label, count) in classes.Wanted(amount))
        {
            var members = classes[label];
            var k = classes.Neighbours(label, Neighbours, mayShrink: true);
            var near = new NearestNeighbours(examples.Features.Select(members)).OfEach(k, cancellationToken);
            var random = new SplitMix(seed, label);
            for (var i = 0; i < count; i++)
            {
                var position = random.Below(members.Count);
                blends.Add(new Blend(members[position], members[near.Rows(position)[random.Below(k)]], random.Unit()));
            }
        }

        var builder = Blender.Start(examples.Features, blends.Count);
        foreach (var (source, partner, gap) in blends)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Add(builder, examples.Features.Row(source), examples.Features.Row(partner), gap, lots);
        }

        return Blender.Finish(examples, builder, blends);
    }

    private void Add(SparseMatrixBuilder builder, SparseRow source, SparseRow partner, double gap, SplitMix lots)
    {
        var (i, j) = (0, 0);
        for (var column = 0; column < encoder.Encoders.Count; column++)
        {
            var first = Part(source.Indices, ref i, encoder.StartOf(column + 1));
            var second = Part(partner.Indices, ref j, encoder.StartOf(column + 1));
            if (encoder.Encoders[column].Shape == ColumnShape.WordBits)
            {
                Mix(builder, first, second, gap, lots);
            }
            else if (encoder.Encoders[column].Shape == ColumnShape.Thresholds && !IsGap(column, first) && !IsGap(column, second))
            {
                var reached = (int)Math.Round(first.Length + (gap * (second.Length - first.Length)));
                AddAll(builder, first.Length > second.Length ? first[..reached] : second[..reached]);
            }
            else
            {
                AddAll(builder, lots.Unit() < gap ? second : first);
            }
        }

        builder.EndRow();
    }

    private bool IsGap(int column, ReadOnlySpan<int> features) =>
        encoder.Encoders[column].GapFeature is { } gap && features.Length > 0 && features[^1] == encoder.StartOf(column) + gap;

    /// <summary>The features of one column.</summary>
    private static ReadOnlySpan<int> Part(ReadOnlySpan<int> features, ref int position, int end)
    {
        var start = position;
        while (position < features.Length && features[position] < end)
        {
            position++;
        }

        return features[start..position];
    }

    private static void AddAll(SparseMatrixBuilder builder, ReadOnlySpan<int> features)
    {
        foreach (var feature in features)
        {
            builder.Add(feature, 1);
        }
    }

    private static void Mix(SparseMatrixBuilder builder, ReadOnlySpan<int> first, ReadOnlySpan<int> second, double gap, SplitMix lots)
    {
        for (int i = 0, j = 0; i < first.Length || j < second.Length;)
        {
            var (one, other) = (i < first.Length ? first[i] : int.MaxValue, j < second.Length ? second[j] : int.MaxValue);
            if (one == other || (lots.Unit() < gap) == (other < one))
            {
                builder.Add(Math.Min(one, other), 1);
            }

            i += one <= other ? 1 : 0;
            j += other <= one ? 1 : 0;
        }
    }
}
