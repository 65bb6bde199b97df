using Demur.Neural.Checkpoints.Internal;

namespace Demur.Neural.Checkpoints;

/// <summary>
/// A <c>.safetensors</c> file, mapped into memory: an 8-byte length, a JSON header of names, types, shapes and places, then the bytes.
/// The header is checked in full before anything is read: no gaps, no overlaps, nothing behind the end, no name twice.
/// </summary>
/// <remarks>Safe for concurrent reading, not for reading while it is disposed.</remarks>
public sealed class SafetensorsFile : ITensorSource
{
    private readonly MappedTensors _tensors;

    private SafetensorsFile(MappedFile file, SafetensorsHeader header)
    {
        _tensors = new MappedTensors(file, header.Views);
        Metadata = header.Metadata;
    }

    /// <summary>The file's own words about itself (<c>__metadata__</c>); empty when it has none.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; }

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, TensorInfo> Tensors => _tensors.Tensors;

    /// <summary>Opens a file and checks its header.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The open file; dispose it when its tensors are no longer read.</returns>
    /// <exception cref="DemurException">The file is absent or unreadable, or its header is not valid; the message names the tensor or the byte.</exception>
    public static SafetensorsFile Open(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return Open(MappedFile.Open(path));
    }

    internal static SafetensorsFile Open(MappedFile file)
    {
        try
        {
            return new SafetensorsFile(file, SafetensorsHeader.Read(file));
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Read(string name, Span<float> values) => _tensors.Read(name, values);

    /// <inheritdoc/>
    public ReadOnlySpan<byte> Bytes(string name) => _tensors.Bytes(name);

    /// <inheritdoc/>
    public void Dispose() => _tensors.Dispose();
}
