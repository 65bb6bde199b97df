using System.Runtime.InteropServices;
using Demur.Data;
using Demur.Neural.Checkpoints;
using static TorchSharp.torch;

namespace Demur.Neural.Hooks;

/// <summary>The growing files of a capture, one a place, and the safetensors file that they become.</summary>
internal sealed class CaptureParts(string path, TensorType type) : IDisposable
{
    private readonly string _folder = $"{path}.{Guid.NewGuid():N}.parts";
    private readonly Dictionary<string, Part> _parts = new(StringComparer.Ordinal);
    private bool _closed;

    public long Count(string name) => _parts.TryGetValue(name, out var part) ? part.Rows : 0;

    /// <summary>Adds vectors [selected, ..] to a place.</summary>
    public void Append(string name, Tensor vectors)
    {
        var stored = vectors.to(type switch { TensorType.F16 => ScalarType.Float16, TensorType.BF16 => ScalarType.BFloat16, _ => ScalarType.Float32 }).cpu().contiguous();
        Append(name, type, stored.bytes, [.. stored.shape]);
    }

    /// <summary>Adds rows of three numbers to the index.</summary>
    public void AppendIndex(long[] places) => Append(FileCapture.IndexName, TensorType.I64, MemoryMarshal.AsBytes(places.AsSpan()), [places.Length / 3, 3]);

    /// <summary>Writes the safetensors file from the parts, a piece at a time, and drops them.</summary>
    public void Assemble(IReadOnlyDictionary<string, string> metadata)
    {
        if (_parts.Count == 0)
        {
            throw new DemurException($"Nothing was captured for {path}: no forward has run under the capture, or no token was selected.");
        }

        var rows = _parts[FileCapture.IndexName].Rows;
        if (_parts.FirstOrDefault(pair => pair.Value.Rows != rows) is { Key: { } odd, Value: { } part })
        {
            throw new DemurException($"{odd} saw {part.Rows} tokens and the first place {rows}; places of one file have to be passed in the same forwards, so capture them apart.");
        }

        AtomicFile.Write(path, stream =>
        {
            var planned = SafetensorsWriter.Order(_parts.Select(pair => new TensorInfo(pair.Key, pair.Value.Type, [pair.Value.Rows, .. pair.Value.Tail])));
            SafetensorsWriter.WriteHeader(stream, planned, metadata);
            foreach (var tensor in planned)
            {
                var content = _parts[tensor.Name].Content;
                content.Position = 0;
                content.CopyTo(stream);
            }
        });
        Dispose();
    }

    public void Dispose()
    {
        _closed = true;
        foreach (var part in _parts.Values)
        {
            part.Content.Dispose();
        }

        _parts.Clear();
        if (Directory.Exists(_folder))
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    private void Append(string name, TensorType stored, ReadOnlySpan<byte> bytes, long[] shape)
    {
        ObjectDisposedException.ThrowIf(_closed, typeof(FileCapture));
        try
        {
            if (!_parts.TryGetValue(name, out var part))
            {
                _parts.Add(name, part = new Part(stored, shape[1..], Open(name)));
            }

            part.Content.Write(bytes);
            part.Rows += shape[0];
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new DemurException(ErrorCode.Storage, $"{_folder} cannot take the captured values: {error.Message} Free space or choose another folder.", error);
        }
    }

    private FileStream Open(string name)
    {
        Directory.CreateDirectory(_folder);
        return new FileStream(Path.Combine(_folder, name), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 1 << 16, useAsync: false);
    }

    private sealed class Part(TensorType type, long[] tail, FileStream content)
    {
        public TensorType Type { get; } = type;

        public long[] Tail { get; } = tail;

        public FileStream Content { get; } = content;

        public long Rows { get; set; }
    }
}
