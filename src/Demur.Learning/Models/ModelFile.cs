using System.Buffers.Binary;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;

namespace Demur.Learning.Models;

/// <summary>
/// One trained model in one file: magic, format version, card (JSON), compressed content, SHA-256 over all of it.
/// Untrusted files are safe to open: nothing in them is code, sizes are bounded, and damage is named.
/// </summary>
public static class ModelFile
{
    /// <summary>The version of the layout that this software writes; files of a later one are refused.</summary>
    public const int FormatVersion = 1;

    private const int MaxCardBytes = 1 << 20;
    private const long MaxFileBytes = 1L << 30;
    private const long MaxContentBytes = 4L << 30;
    private const int HeaderBytes = 8 + sizeof(int) + sizeof(int);

    private static ReadOnlySpan<byte> Magic => "DEMURMDL"u8;

    /// <summary>Saves a model: readers see the old file or the whole new one, never a part. The same model makes the same bytes.</summary>
    /// <param name="path">The file.</param>
    /// <param name="card">What the file says about itself.</param>
    /// <param name="content">Writes the model.</param>
    /// <exception cref="DemurException">The file cannot be written.</exception>
    public static void Save(string path, ModelCard card, Action<ModelWriter> content)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var bytes = ToBytes(card, content);
        var temporary = $"{path}.{Environment.ProcessId}.tmp";
        try
        {
            using (var stream = new FileStream(temporary, FileMode.Create, FileAccess.Write))
            {
                stream.Write(bytes);
                stream.Flush(flushToDisk: true);
            }

            File.Move(temporary, path, overwrite: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            TryDelete(temporary);
            throw new DemurException(ErrorCode.Storage, $"{path}: the model cannot be saved: {error.Message}", error);
        }
    }

    /// <summary>Writes a model to memory.</summary>
    /// <param name="card">What the file says about itself.</param>
    /// <param name="content">Writes the model.</param>
    /// <returns>The bytes of the file.</returns>
    public static byte[] ToBytes(ModelCard card, Action<ModelWriter> content)
    {
        ArgumentNullException.ThrowIfNull(card);
        ArgumentNullException.ThrowIfNull(content);
        using var file = new MemoryStream();
        Span<byte> header = stackalloc byte[HeaderBytes];
        var json = JsonSerializer.SerializeToUtf8Bytes(card, ModelJsonContext.Default.ModelCard);
        Magic.CopyTo(header);
        BinaryPrimitives.WriteInt32LittleEndian(header[8..], FormatVersion);
        BinaryPrimitives.WriteInt32LittleEndian(header[12..], json.Length);
        file.Write(header);
        file.Write(json);
        using (var compressed = new BrotliStream(file, CompressionLevel.Optimal, leaveOpen: true))
        using (var buffered = new BufferedStream(compressed, 1 << 16))
        {
            content(new ModelWriter(buffered));
        }

        file.Write(SHA256.HashData(file.GetBuffer().AsSpan(0, (int)file.Length)));
        return file.ToArray();
    }

    /// <summary>Loads a model.</summary>
    /// <typeparam name="T">The model.</typeparam>
    /// <param name="path">The file.</param>
    /// <param name="kind">The kind that is expected.</param>
    /// <param name="content">Reads the model in the order in which it was written.</param>
    /// <returns>The model.</returns>
    /// <exception cref="DemurException">The file is missing, damaged, of another kind or of a later version.</exception>
    public static T Load<T>(string path, string kind, Func<ModelReader, ModelCard, T> content) => FromBytes(ReadFile(path), path, kind, content);

    /// <summary>Reads a model from memory, such as one that ships inside an assembly.</summary>
    /// <typeparam name="T">The model.</typeparam>
    /// <param name="bytes">The bytes of the file.</param>
    /// <param name="name">What errors call it.</param>
    /// <param name="kind">The kind that is expected.</param>
    /// <param name="content">Reads the model in the order in which it was written.</param>
    /// <returns>The model.</returns>
    /// <exception cref="DemurException">The bytes are damaged, of another kind or of a later version.</exception>
    public static T FromBytes<T>(byte[] bytes, string name, string kind, Func<ModelReader, ModelCard, T> content)
    {
        ArgumentNullException.ThrowIfNull(bytes);
        ArgumentNullException.ThrowIfNull(content);
        var card = ReadCard(bytes, name, out var start);
        if (card.Kind != kind)
        {
            throw new DemurException($"{name}: the file holds a {card.Kind}, not a {kind}. 'demur model show' prints what it is.");
        }

        using var compressed = new MemoryStream(bytes, start, bytes.Length - start - SHA256.HashSizeInBytes);
        using var stream = new BrotliStream(compressed, CompressionMode.Decompress);
        var reader = new ModelReader(stream, name, MaxContentBytes);
        try
        {
            var model = content(reader, card);
            return stream.ReadByte() < 0 ? model : throw reader.Damaged("more than it announces");
        }
        catch (Exception error) when (error is InvalidDataException or InvalidOperationException)
        {
            throw reader.Damaged("content that cannot be unpacked");
        }
    }

    /// <summary>Reads the card after checking the whole file's checksum.</summary>
    /// <param name="path">The file.</param>
    /// <returns>What the file says about itself.</returns>
    /// <exception cref="DemurException">The file is missing, damaged, no model or of a later version.</exception>
    public static ModelCard ReadCard(string path) => ReadCard(ReadFile(path), path, out _);

    private static ModelCard ReadCard(byte[] bytes, string name, out int contentStart)
    {
        if (bytes.Length < HeaderBytes || !bytes.AsSpan().StartsWith(Magic))
        {
            throw new DemurException($"{name}: this is no Demur model file; one starts with '{System.Text.Encoding.ASCII.GetString(Magic)}'.");
        }

        var version = BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(8));
        if (version != FormatVersion)
        {
            throw new DemurException($"{name}: the model file has layout version {version}, this software reads version {FormatVersion}. Update Demur, or train the model anew.");
        }

        var end = bytes.Length - SHA256.HashSizeInBytes;
        var length = BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(12));
        var isWhole = length is >= 2 and <= MaxCardBytes
            && HeaderBytes + (long)length <= end
            && SHA256.HashData(bytes.AsSpan(0, end)).AsSpan().SequenceEqual(bytes.AsSpan(end));
        if (!isWhole)
        {
            throw new DemurException($"{name}: the model file is damaged; its checksum does not match. Copy it again or train the model anew.");
        }

        contentStart = HeaderBytes + length;
        try
        {
            return JsonSerializer.Deserialize(bytes.AsSpan(HeaderBytes, length), ModelJsonContext.Default.ModelCard)
                ?? throw new JsonException("null");
        }
        catch (JsonException error)
        {
            throw new DemurException($"{name}: the model file's card cannot be read: {error.Message}", error);
        }
    }

    private static byte[] ReadFile(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        try
        {
            var length = new FileInfo(path) is { Exists: true } file
                ? file.Length
                : throw new DemurException(Directory.Exists(path) ? $"{path} is a folder; name the model file in it." : $"{path}: there is no such model file.");
            return length <= MaxFileBytes
                ? File.ReadAllBytes(path)
                : throw new DemurException($"{path}: a model file of {length:N0} bytes is past the limit of {MaxFileBytes:N0}.");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new DemurException(ErrorCode.Storage, $"{path}: the model file cannot be read: {error.Message}", error);
        }
    }

    private static void TryDelete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // The first error says more; a leftover temporary file harms nobody.
        }
    }
}
