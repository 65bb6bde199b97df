using Demur.Learning.Sparse;
using Demur.Learning.Sparse.Internal;
using Demur.Learning.Tables;
using Demur.Learning.Tables.Internal;

namespace Demur.Learning.Methods.Internal;

/// <summary>
/// Between rows with a feature for each category, as learners see them, and rows with one column a category, as SMOTE-NC and SMOTE-N count them: 0 for none, else the
/// category's place from 1. Whether a number is missing is a category too.
/// </summary>
internal sealed class CategoryCodes
{
    private readonly int[] _column; // [feature] the coded column
    private readonly int[] _code; // [feature] its code there; 0 for a number
    private readonly int[] _feature; // [coded column] the number's feature, or the one before the category's first
    private readonly int[] _gapOf; // [coded column] for a gap the column of its number; -1 else

    public CategoryCodes(TableEncoder encoder)
    {
        (_column, _code) = (new int[encoder.FeatureCount], new int[encoder.FeatureCount]);
        var (features, gaps, nominal) = (new List<int>(), new List<int>(), new List<int>());
        for (var column = 0; column < encoder.Encoders.Count; column++)
        {
            var (start, width, gap) = (encoder.StartOf(column), encoder.Encoders[column].Width, encoder.Encoders[column].GapFeature);
            var isCategory = encoder.Encoders[column].Shape == ColumnShape.Category;
            for (var i = 0; i < width; i++)
            {
                var opens = !isCategory || i == 0;
                if (opens)
                {
                    features.Add(isCategory || i == gap ? start + i - 1 : start + i);
                    gaps.Add(i == gap ? features.Count - 2 : -1);
                    nominal.AddRange(isCategory || i == gap ? [features.Count - 1] : []);
                }

                _column[start + i] = features.Count - 1;
                _code[start + i] = isCategory ? i + 1 : i == gap ? 1 : 0;
            }
        }

        (_feature, _gapOf, Nominal) = ([.. features], [.. gaps], nominal);
    }

    /// <summary>The number of coded columns.</summary>
    public int Width => _feature.Length;

    /// <summary>The coded columns that hold categories.</summary>
    public IReadOnlyList<int> Nominal { get; }

    public SparseMatrix Encode(SparseMatrix rows)
    {
        var builder = new SparseMatrixBuilder(rows.NonZeroCount);
        for (var row = 0; row < rows.RowCount; row++)
        {
            var cells = rows.Row(row);
            for (var i = 0; i < cells.Count; i++)
            {
                var feature = cells.Indices[i];
                builder.Add(_column[feature], _code[feature] == 0 ? cells.Values[i] : _code[feature]);
            }

            builder.EndRow();
        }

        return builder.Build(Width);
    }

    public SparseMatrix Decode(SparseMatrix rows)
    {
        var isNominal = new bool[Width];
        foreach (var column in Nominal)
        {
            isNominal[column] = true;
        }

        var builder = new SparseMatrixBuilder(rows.NonZeroCount);
        for (var row = 0; row < rows.RowCount; row++)
        {
            var cells = rows.Row(row);
            for (var i = 0; i < cells.Count; i++)
            {
                var column = cells.Indices[i];
                if (isNominal[column])
                {
                    builder.Add(_feature[column] + (int)cells.Values[i], 1);
                }
                else if (!IsMissing(cells, i))
                {
                    builder.Add(_feature[column], cells.Values[i]);
                }
            }

            builder.EndRow();
        }

        return builder.Build(_column.Length);
    }

    /// <summary>A number that its neighbours voted missing is not there, whatever was interpolated.</summary>
    private bool IsMissing(SparseRow cells, int position) =>
        position + 1 < cells.Count && _gapOf[cells.Indices[position + 1]] == cells.Indices[position];
}
