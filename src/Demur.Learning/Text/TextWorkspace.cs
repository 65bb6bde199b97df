using Demur.Learning.Text.Internal;

namespace Demur.Learning.Text;

/// <summary>The buffers that turning one text into features needs. Keep one for each thread: after the first long text no call allocates. Not thread-safe.</summary>
public sealed class TextWorkspace
{
    private const int FirstSize = 1024;

    internal char[] Folded = new char[FirstSize];
    internal char[] Lowered = new char[FirstSize];
    internal ulong[] Prefixes = new ulong[FirstSize + 1];
    internal ulong[] Powers = NgramHash.Powers(FirstSize + 1);
    internal int[] Marks = new int[FirstSize + 1];
    internal int[] Origins = [];
    internal int[] Terms = new int[FirstSize];
    internal int[] Sorted = new int[FirstSize];
    internal int[] Columns = new int[FirstSize];
    internal double[] Values = new double[FirstSize];
    internal int[] JoinedColumns = [];
    internal double[] JoinedValues = [];

    internal int FoldedLength { get; set; }

    internal int TermCount { get; set; }

    /// <summary>Makes room for a text of a given length and forgets the last one.</summary>
    internal void Reset(int sourceLength, bool withOrigins)
    {
        TermCount = 0;
        FoldedLength = 0;
        var length = TextFolding.MaxLength(sourceLength) + 2; // padded by a space on either side
        if (Folded.Length < length)
        {
            var size = (int)Math.Min(Array.MaxLength - 1, Math.Max(length, Folded.Length * 2L));
            Folded = new char[size];
            Lowered = new char[size];
            Prefixes = new ulong[size + 1];
            Powers = NgramHash.Powers(size + 1);
            Marks = new int[size + 1];
        }

        if (withOrigins && Origins.Length < Folded.Length)
        {
            Origins = new int[Folded.Length];
        }
    }

    internal void AddTerm(int term)
    {
        Reserve(TermCount + 1);
        Terms[TermCount++] = term;
    }

    /// <summary>Makes room for a row of so many values.</summary>
    internal void Reserve(int count)
    {
        if (count > Terms.Length)
        {
            var size = Math.Max(count, Terms.Length * 2);
            Array.Resize(ref Terms, size);
            Sorted = new int[size];
            Columns = new int[size];
            Values = new double[size];
        }
    }

    /// <summary>Makes room for a row of several blocks, keeping what is there.</summary>
    internal void ReserveJoined(int count)
    {
        if (count > JoinedColumns.Length)
        {
            var size = Math.Max(count, Math.Max(FirstSize, JoinedColumns.Length * 2));
            Array.Resize(ref JoinedColumns, size);
            Array.Resize(ref JoinedValues, size);
        }
    }
}
