using System.Text.Json.Nodes;
using Demur.Neural.Checkpoints.Gguf.Internal;
using Demur.Neural.Checkpoints.Internal;

namespace Demur.Neural.Checkpoints.Gguf;

/// <summary>
/// A <c>.gguf</c> file (versions 2 and 3), as llama.cpp and Ollama use them, mapped into memory and read as the Hugging Face checkpoint that it was made from:
/// tensors under those names and in that order of rows, merged experts apart, Gemma's norms without the one that is added for storing.
/// Values are stored as F32, F16, BF16, Q8_0, Q4_0, Q4_K or Q6_K and decoded bit for bit as llama.cpp decodes them.
/// </summary>
/// <remarks>Safe for concurrent reading, not for reading while it is disposed. <see cref="Bytes"/> of a tensor whose rows or values are stored otherwise is a copy, put right.</remarks>
public sealed class GgufFile : ITensorSource
{
    private readonly MappedTensors _tensors;

    private GgufFile(MappedFile file, GgufHeader header)
    {
        var fields = new GgufFields(file.Path, header.Metadata);
        var model = new GgufModelReader(file, fields, header.Tensors);
        _tensors = new MappedTensors(file, model.Views());
        Metadata = header.Metadata;
        Config = model.Config();
        Tokenizer = GgufTokenizerReader.Read(fields);
    }

    /// <summary>All metadata by key: numbers in the type that they are stored in, <see cref="bool"/>, <see cref="string"/>, and arrays of these.</summary>
    public IReadOnlyDictionary<string, object> Metadata { get; }

    /// <summary>The model's shape as Hugging Face's <c>config.json</c> would state it.</summary>
    public JsonObject Config { get; }

    /// <summary>The tokenizer's parts; null when the file holds none.</summary>
    public GgufTokenizer? Tokenizer { get; }

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, TensorInfo> Tensors => _tensors.Tensors;

    /// <summary>Opens a file and checks its head.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The open file; dispose it when its tensors are no longer read.</returns>
    /// <exception cref="DemurException">The file is absent, unreadable or not valid, holds a model of another family, or values in an encoding that is not read.</exception>
    public static GgufFile Open(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return Open(MappedFile.Open(path));
    }

    internal static GgufFile Open(MappedFile file)
    {
        try
        {
            return new GgufFile(file, GgufHeader.Read(file));
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
