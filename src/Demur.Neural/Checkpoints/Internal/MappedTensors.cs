using System.Numerics.Tensors;

namespace Demur.Neural.Checkpoints.Internal;

/// <summary>Tensors that are decoded from a mapped file when they are asked for.</summary>
internal sealed class MappedTensors : ITensorSource
{
    // A multiple of every block's length; also keeps a piece's bytes below the 2 GiB of a span.
    private const int PieceLength = 1 << 24;

    private readonly MappedFile _file;
    private readonly Dictionary<string, TensorView> _views;

    internal MappedTensors(MappedFile file, Dictionary<string, TensorView> views)
    {
        _file = file;
        _views = views;
        Tensors = views.ToDictionary(pair => pair.Key, pair => pair.Value.Info, StringComparer.Ordinal);
    }

    public IReadOnlyDictionary<string, TensorInfo> Tensors { get; }

    public void Read(string name, Span<float> values)
    {
        var view = Find(name);
        if (values.Length != view.Info.Count)
        {
            throw new ArgumentException($"{name} has {view.Info.Count} values; there is room for {values.Length}.", nameof(values));
        }

        if (view.PairedHeads == 0)
        {
            ReadInOrder(view, values);
        }
        else
        {
            ReadByRow(view, values);
        }

        if (view.Shift != 0)
        {
            TensorPrimitives.Add(values, view.Shift, values);
        }
    }

    public ReadOnlySpan<byte> Bytes(string name)
    {
        var view = Find(name);
        return view.IsPlain ? _file.Slice(view.Offset, view.ByteCount) : Rearranged(view);
    }

    public void Dispose() => _file.Dispose();

    private TensorView Find(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return _views.TryGetValue(name, out var view) ? view : throw CheckpointError.Unknown(_file.Path, name, _views.Keys);
    }

    private void ReadInOrder(TensorView view, Span<float> values)
    {
        var type = view.Info.Type;
        for (var start = 0; start < values.Length; start += PieceLength)
        {
            var piece = values.Slice(start, Math.Min(PieceLength, values.Length - start));
            var offset = view.Offset + TensorFormat.ByteCount(type, start)!.Value;
            TensorCodec.Decode(type, _file.Slice(offset, TensorFormat.ByteCount(type, piece.Length)!.Value), piece);
        }
    }

    private void ReadByRow(TensorView view, Span<float> values)
    {
        var rowBytes = view.ByteCount / view.RowCount;
        var rowLength = values.Length / (int)view.RowCount;
        for (var row = 0; row < view.RowCount; row++)
        {
            var stored = _file.Slice(view.Offset + (view.StoredRow(row) * rowBytes), rowBytes);
            TensorCodec.Decode(view.Info.Type, stored, values.Slice(row * rowLength, rowLength));
        }
    }

    private byte[] Rearranged(TensorView view)
    {
        var bytes = _file.Slice(view.Offset, view.ByteCount).ToArray();
        if (view.PairedHeads > 0)
        {
            var rowBytes = view.ByteCount / view.RowCount;
            for (var row = 0; row < view.RowCount; row++)
            {
                _file.Slice(view.Offset + (view.StoredRow(row) * rowBytes), rowBytes).CopyTo(bytes.AsSpan((int)(row * rowBytes)));
            }
        }

        if (view.Shift != 0)
        {
            TensorCodec.Shift(bytes, view.Shift);
        }

        return bytes;
    }
}
