namespace Demur.Neural.Checkpoints.Internal;

/// <summary>A tensor and the bytes of a file that it is decoded from.</summary>
/// <param name="Info">Its name, type and shape.</param>
/// <param name="Offset">Where its bytes begin in the file.</param>
/// <param name="ByteCount">How many bytes it takes.</param>
internal sealed record TensorView(TensorInfo Info, long Offset, long ByteCount)
{
    /// <summary>The number of attention heads whose rows are stored in pairs (llama.cpp's rotary order); 0 when rows lie in order.</summary>
    internal int PairedHeads { get; init; }

    /// <summary>What is added to every stored value.</summary>
    internal float Shift { get; init; }

    internal bool IsPlain => PairedHeads == 0 && Shift == 0;

    internal long RowCount => Info.Shape.Count == 0 ? 1 : Info.Shape[0];

    /// <summary>Where row <paramref name="row"/> in Hugging Face's order (halves of a head one after the other) is stored.</summary>
    internal long StoredRow(long row)
    {
        if (PairedHeads == 0)
        {
            return row;
        }

        var width = RowCount / PairedHeads;
        var (head, within) = Math.DivRem(row, width);
        var (half, pair) = Math.DivRem(within, width / 2);
        return (head * width) + (2 * pair) + half;
    }
}
