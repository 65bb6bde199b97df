using Demur.Neural.Native;
using static TorchSharp.torch;

namespace Demur.Neural.Decoding;

/// <summary>Where the tokens of a forward stand: slots of the cache before them, padding among them, each row's positions.</summary>
internal sealed class TokenLayout
{
    private readonly bool[]? _real;
    private readonly int[] _starts;
    private readonly int[] _counts;

    public TokenLayout(int batch, int length, KvCache? cache, Tensor? mask)
    {
        Batch = batch;
        Length = length;
        Past = cache?.Length ?? 0;
        Cache = cache;
        _real = Read(mask, batch, length);
        _starts = new int[batch];
        _counts = new int[batch];
        for (var row = 0; row < batch; row++)
        {
            _starts[row] = cache is null || cache.Length == 0 ? 0 : cache.RowLengths[row];
            _counts[row] = _real is null ? length : _real.AsSpan(row * length, length).Count(true);
            LongestRow = Math.Max(LongestRow, End(row));
        }

        IsUniform = _real is null && (cache is null || !cache.HasPadding);
    }

    public int Batch { get; }

    public int Length { get; }

    public int Past { get; }

    public KvCache? Cache { get; }

    /// <summary>Whether there is no padding, in the input or in the cache.</summary>
    public bool IsUniform { get; }

    public bool HasInputPadding => _real is not null;

    public long LongestRow { get; }

    public int Start(int row) => _starts[row];

    public int Count(int row) => _counts[row];

    public int End(int row) => _starts[row] + _counts[row];

    public bool IsReal(int row, int column) => _real is null || _real[(row * Length) + column];

    /// <summary>The position of every token in its row's text; 0 for padding.</summary>
    public long[] Positions()
    {
        var positions = new long[Batch * Length];
        for (var row = 0; row < Batch; row++)
        {
            var next = _starts[row];
            for (var column = 0; column < Length; column++)
            {
                positions[(row * Length) + column] = IsReal(row, column) ? next++ : 0;
            }
        }

        return positions;
    }

    /// <summary>The flat index (row times length plus column) of the last real token of each row; the last column where a row has none.</summary>
    public long[] LastIndices()
    {
        var last = new long[Batch];
        for (var row = 0; row < Batch; row++)
        {
            var column = Length - 1;
            while (column > 0 && _counts[row] > 0 && !IsReal(row, column))
            {
                column--;
            }

            last[row] = (row * (long)Length) + column;
        }

        return last;
    }

    /// <summary>The flat indices of real tokens; null when all are.</summary>
    public long[]? RealIndices() =>
        _real is null ? null : [.. Enumerable.Range(0, _real.Length).Where(index => _real[index]).Select(index => (long)index)];

    private static bool[]? Read(Tensor? mask, int batch, int length)
    {
        if (mask is null)
        {
            return null;
        }

        if (mask.shape is not [var rows, var columns] || rows != batch || columns != length)
        {
            throw new DemurException($"The attention mask is [{string.Join(", ", mask.shape)}], expected [{batch}, {length}] as the tokens are.");
        }

        using var scope = NewDisposeScope();
        var values = mask.ne(Scalars.Of(0L)).cpu().contiguous().data<bool>().ToArray();
        return values.AsSpan().Contains(false) ? values : null;
    }
}
