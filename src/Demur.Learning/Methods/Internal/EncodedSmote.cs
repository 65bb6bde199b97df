using Demur.Learning.Imbalance;
using Demur.Learning.Tables;
using Demur.Learning.Tables.Internal;

namespace Demur.Learning.Methods.Internal;

/// <summary>
/// SMOTE of encoded rows, in the form that their columns ask for: on segments for numbers and words, SMOTE-NC where there are categories besides, SMOTE-N where there is
/// nothing else, and between bits for methods that learn from them.
/// </summary>
internal sealed class EncodedSmote(OversamplingAmount amount, TableEncoder? encoder) : IResampler
{
    /// <summary>Whether every point between two rows could be a row.</summary>
    public static bool HasOnlyNumbers(TableEncoder encoder) =>
        encoder.Encoders.All(column => column.Shape is ColumnShape.Number or ColumnShape.Words && column.GapFeature is null);

    public ResampledSet Resample(ExampleSet examples, int seed = 1, CancellationToken cancellationToken = default)
    {
        if (encoder is null || HasOnlyNumbers(encoder))
        {
            return new Smote(new SmoteOptions { Amount = amount, AllowFewerNeighbours = true }).Resample(examples, seed, cancellationToken);
        }

        if (encoder.Encoders.Any(column => column.Shape is ColumnShape.Thresholds or ColumnShape.WordBits))
        {
            return new BitSmote(amount, encoder).Resample(examples, seed, cancellationToken);
        }

        var coded = new CategoryCodes(encoder);
        IResampler method = coded.Nominal.Count < coded.Width
            ? new SmoteNc(new SmoteNcOptions { NominalColumns = coded.Nominal, Amount = amount, AllowFewerNeighbours = true })
            : new SmoteN(new SmoteNOptions { Amount = amount, AllowFewerNeighbours = true });
        var made = method.Resample(With(examples, coded.Encode(examples.Features)), seed, cancellationToken);
        return new ResampledSet(With(made.Examples, coded.Decode(made.Examples.Features)), made.SourceIndices.ToArray(), made.PartnerIndices.ToArray(), made.IsSynthetic.ToArray());
    }

    private static ExampleSet With(ExampleSet examples, Sparse.SparseMatrix features) =>
        new(features, examples.Labels.ToArray(), examples.Classes, [.. Enumerable.Range(0, examples.Count).Select(examples.Weight)]);
}
