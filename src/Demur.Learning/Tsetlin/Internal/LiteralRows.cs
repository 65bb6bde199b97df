namespace Demur.Learning.Tsetlin.Internal;

/// <summary>The literals of examples, each row the features followed by their negations, padded with zeros to whole vectors.</summary>
internal sealed class LiteralRows
{
    private readonly AlignedWords _words;
    private readonly int _stride;

    public LiteralRows(BitMatrix features)
    {
        _stride = StrideFor(features.ColumnCount);
        _words = new AlignedWords((long)features.RowCount * _stride);
        for (var row = 0; row < features.RowCount; row++)
        {
            Write(features.Row(row), features.ColumnCount, _words.Span.Slice(row * _stride, _stride));
        }
    }

    /// <summary>The first word of a row.</summary>
    public ref ulong Row(int row) => ref _words.At(row * _stride);

    /// <summary>The words of a row: whole vectors of four.</summary>
    public static int StrideFor(int features) => ((2 * features) + 255) / 256 * 4;

    /// <summary>Writes the literals of one row of features.</summary>
    public static void Write(ReadOnlySpan<ulong> features, int columns, Span<ulong> literals)
    {
        literals.Clear();
        features.CopyTo(literals);
        var (first, shift) = (columns >> 6, columns & 63);
        for (var word = 0; word < features.Length; word++)
        {
            var valid = word == features.Length - 1 && (columns & 63) != 0 ? (1UL << columns) - 1 : ulong.MaxValue;
            var negated = ~features[word] & valid;
            literals[first + word] |= negated << shift;
            if (shift != 0 && first + word + 1 < literals.Length)
            {
                literals[first + word + 1] |= negated >> (64 - shift);
            }
        }
    }
}
