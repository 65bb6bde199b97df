using System.IO.MemoryMappedFiles;
using System.Runtime.InteropServices;

namespace Demur.Neural.Checkpoints.Internal;

/// <summary>The bytes of a file, mapped into memory and read where they lie; every access is checked against the length.</summary>
internal sealed unsafe class MappedFile : IDisposable
{
    private readonly Action _release;
    private readonly byte* _start;
    private bool _disposed;

    private MappedFile(string path, byte* start, long length, Action release)
    {
        Path = path;
        _start = start;
        Length = length;
        _release = release;
    }

    internal string Path { get; }

    internal long Length { get; }

    /// <summary>Maps a file for reading.</summary>
    /// <exception cref="DemurException">The file is absent, empty or unreadable.</exception>
    internal static MappedFile Open(string path)
    {
        try
        {
            // Pipes and devices have no length; they are refused before they are opened, which could wait for ever.
            var info = new FileInfo(path);
            if (!info.Exists)
            {
                throw CheckpointError.NotThere(path, "there is no such file.");
            }

            if (info.Length == 0)
            {
                throw CheckpointError.Invalid(path, "byte 0", "the file is empty.");
            }

            return Map(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw CheckpointError.Unreadable(path, error);
        }
    }

    /// <summary>Gives bytes in memory the shape of a file.</summary>
    internal static MappedFile Of(string name, byte[] content)
    {
        var pin = GCHandle.Alloc(content, GCHandleType.Pinned);
        return new MappedFile(name, (byte*)pin.AddrOfPinnedObject(), content.Length, pin.Free);
    }

    /// <summary>A part of the file.</summary>
    /// <exception cref="DemurException">The part does not lie within the file, or is longer than a span can be.</exception>
    internal ReadOnlySpan<byte> Slice(long offset, long length)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (offset < 0 || length < 0 || offset > Length - length)
        {
            throw CheckpointError.Invalid(Path, $"byte {offset}", $"{length} bytes are needed here, and the file ends at byte {Length}.");
        }

        if (length > int.MaxValue)
        {
            throw CheckpointError.Invalid(Path, $"byte {offset}", $"{length} bytes are more than can be looked at in one piece (2 GiB).");
        }

        return new ReadOnlySpan<byte>(_start + offset, (int)length);
    }

    public void Dispose()
    {
        if (!_disposed)
        {
            _disposed = true;
            _release();
        }
    }

    private static MappedFile Map(string path)
    {
        var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1);
        var length = stream.Length;
        var file = MemoryMappedFile.CreateFromFile(stream, mapName: null, 0, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: false);
        var view = file.CreateViewAccessor(0, length, MemoryMappedFileAccess.Read);
        byte* start = null;
        view.SafeMemoryMappedViewHandle.AcquirePointer(ref start);
        return new MappedFile(path, start + view.PointerOffset, length, () =>
        {
            view.SafeMemoryMappedViewHandle.ReleasePointer();
            view.Dispose();
            file.Dispose();
        });
    }
}
