using Demur.Learning.Imbalance.Internal;
using Demur.Learning.Neighbours;
using Demur.Learning.Sparse;
using Demur.Learning.Sparse.Internal;

namespace Demur.Learning.Imbalance;

/// <summary>
/// SMOTE-NC (Chawla and others 2002, section 6.1) for tables with numbers and categories: a differing category counts as the median of the class's standard
/// deviations; numbers are interpolated, a category is the most frequent one of the neighbours, ties by lot. Where the median is 0, only numbers
/// tell rows apart. Thread-safe.
/// </summary>
/// <param name="options">The settings, with the columns that hold categories.</param>
public sealed class SmoteNc(SmoteNcOptions options) : IResampler
{
    /// <summary>The settings.</summary>
    public SmoteNcOptions Options { get; } = options ?? throw new ArgumentNullException(nameof(options));

    /// <summary>Gives what one differing category adds to the distance between two rows of a class.</summary>
    /// <param name="examples">The training examples.</param>
    /// <param name="label">The class.</param>
    /// <returns>The median, over the columns of numbers, of the standard deviations of the class's rows.</returns>
    public double CategoryDistance(ExampleSet examples, int label)
    {
        ArgumentNullException.ThrowIfNull(examples);
        return MixedSpace.MedianDeviation(examples.Features.Select(new ClassRows(examples)[label]), Nominal(examples));
    }

    /// <inheritdoc/>
    /// <exception cref="DemurException">The nominal columns are none, all, or outside the table.</exception>
    public ResampledSet Resample(ExampleSet examples, int seed = 1, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(examples);
        var nominal = Nominal(examples);
        var classes = new ClassRows(examples);
        var blends = new List<Blend>();
        var categories = new List<double[]>();
        foreach (var (label, count) in classes.Wanted(Options.Amount))
        {
            var members = classes[label];
            var k = classes.Neighbours(label, Options.Neighbours, Options.AllowFewerNeighbours);
            var near = new NearestNeighbours(MixedSpace.Of(examples.Features.Select(members), nominal)).OfEach(k, cancellationToken);
            var random = new SplitMix(seed, label);
            for (var i = 0; i < count; i++)
            {
                var position = random.Below(members.Count);
                var around = near.Rows(position).ToArray();
                blends.Add(new Blend(members[position], members[around[random.Below(k)]], random.Unit()));
                categories.Add([.. nominal.Select(column => Vote.Of(around.Select(other => examples.Features.Row(members[other]).ValueAt(column)), random))]);
            }
        }

        return WithCategories(examples, Blender.Append(examples, blends), nominal, categories);
    }

    private SortedSet<int> Nominal(ExampleSet examples)
    {
        var nominal = new SortedSet<int>(Options.NominalColumns);
        var columns = examples.Features.ColumnCount;
        return nominal.Count > 0 && nominal.Count < columns && nominal.Min >= 0 && nominal.Max < columns
            ? nominal
            : throw new DemurException(ErrorCode.Usage, $"Of {columns} columns, {nominal.Count} were named as nominal ({string.Join(", ", nominal)}); name at least one from 0 to {columns - 1}, and leave one of numbers. For categories alone use SmoteN.");
    }

    /// <summary>Puts the categories into the made rows, in place of what interpolation left there.</summary>
    private static ResampledSet WithCategories(ExampleSet examples, ResampledSet made, SortedSet<int> nominal, List<double[]> categories)
    {
        var features = made.Examples.Features;
        var builder = Blender.Start(examples.Features, categories.Count);
        var cells = new double[features.ColumnCount];
        for (var i = 0; i < categories.Count; i++)
        {
            Array.Clear(cells);
            Copy(features.Row(examples.Count + i), cells);
            foreach (var (column, category) in nominal.Zip(categories[i]))
            {
                cells[column] = category;
            }

            Write(builder, cells);
        }

        var set = new ExampleSet(builder.Build(features.ColumnCount), made.Examples.Labels.ToArray(), examples.Classes, [.. Enumerable.Range(0, made.Examples.Count).Select(made.Examples.Weight)]);
        return new ResampledSet(set, made.SourceIndices.ToArray(), made.PartnerIndices.ToArray(), made.IsSynthetic.ToArray());
    }

    private static void Copy(SparseRow row, double[] cells)
    {
        for (var i = 0; i < row.Count; i++)
        {
            cells[row.Indices[i]] = row.Values[i];
        }
    }

    private static void Write(SparseMatrixBuilder builder, double[] cells)
    {
        for (var column = 0; column < cells.Length; column++)
        {
            builder.Add(column, cells[column]);
        }

        builder.EndRow();
    }
}
