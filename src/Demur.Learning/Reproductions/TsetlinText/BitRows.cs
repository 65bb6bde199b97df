using Demur.Learning.Sparse;
using Demur.Learning.Tsetlin;

namespace Demur.Learning.Reproductions.TsetlinText;

/// <summary>Rows of bits with their classes, as the paper's files hold them: one row a line, the class in the last column.</summary>
internal sealed record BitRows(BitMatrix Bits, int[] Classes)
{
    public static BitRows Read(Stream stream, string name)
    {
        var rows = new List<bool[]>();
        var classes = new List<int>();
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            var cells = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (cells.Length < 2 || Array.Exists(cells, cell => cell is not ("0" or "1")))
            {
                throw new DemurException($"{name}:{rows.Count + 1}: expected a row of zeros and ones divided by spaces.");
            }

            rows.Add(Array.ConvertAll(cells[..^1], cell => cell == "1"));
            classes.Add(cells[^1] == "1" ? 1 : 0);
        }

        return new BitRows(BitMatrix.FromRows(rows), [.. classes]);
    }

    /// <summary>The same bits for learners of sparse numbers.</summary>
    public static SparseMatrix ToSparse(BitMatrix bits) => SparseMatrix.FromRows(
        [.. Enumerable.Range(0, bits.RowCount).Select(row =>
        {
            var columns = Tsetlin.Internal.BitWords.Positions(bits.Row(row));
            return new SparseVector(columns, [.. columns.Select(_ => 1.0)]);
        })],
        bits.ColumnCount);
}
