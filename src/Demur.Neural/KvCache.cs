using Demur.Neural.Decoding;
using Demur.Neural.Decoding.Single;

namespace Demur.Neural;

/// <summary>
/// Keys and values of the tokens that a model has read, so that the next forward reads only new ones. Not for use by two forwards at the
/// same time; caches that were forked from one another may be used on different threads.
/// </summary>
/// <remarks>
/// A fork shares memory with its origin and costs no copy; only when both go on past the point of forking does the second one copy what
/// they share. A fork that is used and disposed before its origin goes on never copies, whatever its length.
/// </remarks>
public sealed class KvCache : IDisposable
{
    private const int LeastCapacity = 64;
    private readonly int _capacity;
    private CacheStorage? _storage;
    private int[] _rowLengths = [];
    private List<bool[]>? _real;

    /// <summary>Creates an empty cache; memory is taken at the first forward.</summary>
    /// <param name="capacity">For how many tokens memory is taken at first; it grows as needed.</param>
    public KvCache(int capacity = 256)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(capacity);
        _capacity = capacity;
    }

    /// <summary>How many slots are filled in each row, padding included.</summary>
    public int Length { get; private set; }

    /// <summary>How many conversations lie side by side; 0 while the cache is empty.</summary>
    public int Batch => _rowLengths.Length;

    /// <summary>How many tokens of each row are no padding.</summary>
    public IReadOnlyList<int> RowLengths => _rowLengths;

    internal CacheStorage? Storage => _storage;

    internal bool HasPadding => _real is not null;

    /// <summary>A second cache with the same content, which goes its own way from here.</summary>
    /// <returns>The fork; the caller disposes it.</returns>
    public KvCache Fork() => new(_capacity)
    {
        _storage = _storage?.Share(),
        _rowLengths = [.. _rowLengths],
        _real = _real is null ? null : [.. _real],
        Length = Length,
    };

    /// <summary>Forgets everything behind a slot.</summary>
    /// <param name="length">The new <see cref="Length"/>, at most the present one.</param>
    /// <exception cref="ArgumentOutOfRangeException">The length is negative or more than is filled.</exception>
    public void Rewind(int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, Length);
        Length = length;
        if (_real is null)
        {
            Array.Fill(_rowLengths, length);
            return;
        }

        _real.RemoveRange(length, _real.Count - length);
        for (var row = 0; row < Batch; row++)
        {
            _rowLengths[row] = _real.Count(slot => slot[row]);
        }

        if (_real.TrueForAll(slot => !slot.Contains(false)))
        {
            _real = null;
        }
    }

    /// <summary>A cache that holds chosen rows, repeated where a row is named more than once: what beam search and the scoring of several continuations need.</summary>
    /// <param name="rows">Rows of this cache, in the order of the new one.</param>
    /// <returns>A copy; the caller disposes it.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A row does not exist.</exception>
    public KvCache Select(IReadOnlyList<int> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        foreach (var row in rows)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(row, nameof(rows));
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(row, Batch, nameof(rows));
        }

        return new KvCache(_capacity)
        {
            _storage = _storage?.Copy(Length, Math.Max(_storage.Capacity, LeastCapacity), [.. rows.Select(row => (long)row)]),
            _rowLengths = [.. rows.Select(row => _rowLengths[row])],
            _real = _real is null ? null : [.. _real.Select(slot => rows.Select(row => slot[row]).ToArray())],
            Length = Length,
        };
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _storage?.Release();
        _storage = null;
        _rowLengths = [];
        _real = null;
        Length = 0;
    }

    internal bool IsReal(int row, int slot) => _real is null || _real[slot][row];

    /// <summary>Makes room for the tokens of a forward; <see cref="Commit"/> counts them once it has ended well.</summary>
    internal void Reserve(CacheShape shape, int count)
    {
        if (_storage is not null && _storage.Shape != shape)
        {
            if (Length > 0)
            {
                throw new DemurException($"The cache holds {_storage.Shape.Batch} row(s) of a model with {_storage.Shape.Layers} layers; this forward has {shape.Batch} row(s) of {shape.Layers} layers. Use one cache for each batch and model.");
            }

            _storage.Release();
            _storage = null;
        }

        _storage ??= new CacheStorage(shape, Math.Max(Math.Max(_capacity, LeastCapacity), count));
        if (_storage.TryReserve(Length, count))
        {
            return;
        }

        var needed = Length + count;
        var capacity = needed <= _storage.Capacity ? _storage.Capacity : Math.Max(needed, checked(_storage.Capacity * 2));
        var own = _storage.Copy(Length, capacity, rows: null);
        _storage.Release();
        _storage = own;
        _ = own.TryReserve(Length, count);
    }

    internal (TorchSharp.torch.Tensor Keys, TorchSharp.torch.Tensor Values) Append(int layer, TorchSharp.torch.Tensor keys, TorchSharp.torch.Tensor values, int firstKey) =>
        _storage!.Append(layer, keys, values, Length, firstKey);

    internal (WeightView Keys, WeightView Values, int Capacity) Memory(int layer) => _storage!.Memory(layer);

    internal void Commit(TokenLayout layout)
    {
        if (_real is null && layout.HasInputPadding)
        {
            _real = [.. Enumerable.Range(0, Length).Select(_ => Enumerable.Repeat(true, layout.Batch).ToArray())];
        }

        _real?.AddRange(Enumerable.Range(0, layout.Length).Select(column => Enumerable.Range(0, layout.Batch).Select(row => layout.IsReal(row, column)).ToArray()));
        _rowLengths = [.. Enumerable.Range(0, layout.Batch).Select(layout.End)];
        Length += layout.Length;
    }
}
