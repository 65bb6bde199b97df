using Demur.Neural.Decoding.Single;
using TorchSharp;
using static TorchSharp.torch;

namespace Demur.Neural.Decoding;

/// <summary>Keys and values that one or more caches share; slots below a cache's length are never rewritten.</summary>
internal sealed class CacheStorage
{
    private readonly Tensor[] _keys;
    private readonly Tensor[] _values;
    private readonly WeightView[] _keyViews;
    private readonly WeightView[] _valueViews;
    private readonly Lock _gate = new();
    private int _owners = 1;
    private int _written;

    public CacheStorage(CacheShape shape, int capacity)
    {
        Shape = shape;
        Capacity = capacity;
        _keys = new Tensor[shape.Layers];
        _values = new Tensor[shape.Layers];
        for (var layer = 0; layer < shape.Layers; layer++)
        {
            _keys[layer] = Empty();
            _values[layer] = Empty();
        }

        var direct = shape.Type == ScalarType.Float32 && shape.Device.type == DeviceType.CPU && _keys[0].numel() <= int.MaxValue / sizeof(float);
        _keyViews = direct ? [.. _keys.Select(WeightView.Of)] : [];
        _valueViews = direct ? [.. _values.Select(WeightView.Of)] : [];

        Tensor Empty() => empty([shape.Batch, shape.Heads, capacity, shape.HeadWidth], dtype: shape.Type, device: shape.Device).DetachFromDisposeScope();
    }

    public CacheShape Shape { get; }

    public int Capacity { get; }

    public CacheStorage Share()
    {
        lock (_gate)
        {
            _owners++;
        }

        return this;
    }

    public void Release()
    {
        lock (_gate)
        {
            if (--_owners > 0)
            {
                return;
            }
        }

        foreach (var tensor in _keys.Concat(_values))
        {
            tensor.Dispose();
        }
    }

    /// <summary>Claims slots behind a cache's own; fails when another cache has written there already or they do not fit.</summary>
    public bool TryReserve(int length, int count)
    {
        lock (_gate)
        {
            if (length + count > Capacity || (_owners > 1 && length != _written))
            {
                return false;
            }

            _written = length + count;
            return true;
        }
    }

    /// <summary>Copies the first slots of the given rows into fresh storage.</summary>
    public CacheStorage Copy(int length, int capacity, long[]? rows)
    {
        var copy = new CacheStorage(rows is null ? Shape : Shape with { Batch = rows.Length }, capacity);
        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        var at = rows is null ? null : tensor(rows, device: Shape.Device);
        for (var layer = 0; layer < Shape.Layers && length > 0; layer++)
        {
            Move(_keys[layer], copy._keys[layer]);
            Move(_values[layer], copy._values[layer]);
        }

        copy._written = length;
        return copy;

        void Move(Tensor from, Tensor to)
        {
            var kept = from.narrow(2, 0, length);
            to.narrow(2, 0, length).copy_(at is null ? kept : kept.index_select(0, at));
        }
    }

    /// <summary>The memory of a layer's keys and values, [batch, head, slot, width], for 32-bit caches on the processor.</summary>
    public (WeightView Keys, WeightView Values, int Capacity) Memory(int layer) => (_keyViews[layer], _valueViews[layer], Capacity);

    /// <summary>Writes keys and values [batch, position, head, width] of a layer and returns views [batch, head, slot, width] over everything so far.</summary>
    public (Tensor Keys, Tensor Values) Append(int layer, Tensor keys, Tensor values, int length, int first)
    {
        var count = keys.shape[1];
        _keys[layer].narrow(2, length, count).copy_(keys.transpose(1, 2));
        _values[layer].narrow(2, length, count).copy_(values.transpose(1, 2));
        return (_keys[layer].narrow(2, first, length + count - first), _values[layer].narrow(2, first, length + count - first));
    }
}
