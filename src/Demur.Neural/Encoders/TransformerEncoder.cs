using Demur.Neural.Checkpoints;
using Demur.Neural.Encoders.Internal;
using Demur.Neural.Native;

namespace Demur.Neural.Encoders;

/// <summary>
/// A transformer that reads a whole row at once (BERT: Devlin and others 2019, arXiv 1810.04805), such as MiniLM (Wang and others 2020, arXiv 2002.10957): tables of words,
/// positions and segments, attention in both directions, norms behind each half of a layer, erf GELU. Encoding is thread-safe; its memory is libtorch's, so dispose of it.
/// </summary>
/// <remarks>
/// Its tensors are <c>embeddings.word</c> [words, width], <c>embeddings.position</c>, <c>embeddings.segment</c>, <c>embeddings.norm</c> and for each layer
/// <c>layers.L.query</c>, <c>key</c>, <c>value</c>, <c>output</c>, <c>attention_norm</c>, <c>widen</c> [4 x width, width], <c>narrow</c> and <c>output_norm</c>, these with
/// <c>.weight</c>, stored as [outputs, inputs], and <c>.bias</c>.
/// </remarks>
public sealed class TransformerEncoder : IDisposable
{
    /// <summary>The heads of MiniLM and BERT base, whose widths are 384 and 768.</summary>
    public const int UsualHeads = 12;

    private const string FileName = "model.safetensors";

    private TransformerEncoder(EncoderNet net) => Net = net;

    /// <summary>The sizes.</summary>
    public EncoderShape Shape => Net.Shape;

    internal EncoderNet Net { get; }

    /// <summary>Loads an encoder from <c>model.safetensors</c> in a folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="keptWords">The rows of the word table to keep: ids then count in this list. Null, the default, keeps all.</param>
    /// <param name="heads">Attention heads of a layer, which no file tells; <see cref="UsualHeads"/> by default.</param>
    /// <returns>The encoder.</returns>
    /// <exception cref="DemurException">The file is absent or damaged, a tensor is missing, of another shape or not finite, a kept word is none, or the heads do not divide the width.</exception>
    public static TransformerEncoder Load(string folder, IReadOnlyList<int>? keptWords = null, int heads = UsualHeads)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        var path = Path.Combine(folder, FileName);
        using var file = SafetensorsFile.Open(path);
        return Load(file, keptWords, heads, path);
    }

    /// <summary>Loads an encoder from tensors; others than its own may be among them.</summary>
    /// <param name="source">The tensors; they stay the caller's and may be disposed of afterwards.</param>
    /// <param name="keptWords">The rows of the word table to keep: ids then count in this list. Null, the default, keeps all.</param>
    /// <param name="heads">Attention heads of a layer; <see cref="UsualHeads"/> by default.</param>
    /// <param name="name">What errors call the source.</param>
    /// <returns>The encoder.</returns>
    /// <exception cref="DemurException">A tensor is missing, of another shape or not finite, a kept word is none, or the heads do not divide the width.</exception>
    public static TransformerEncoder Load(ITensorSource source, IReadOnlyList<int>? keptWords = null, int heads = UsualHeads, string name = "The encoder")
    {
        ArgumentNullException.ThrowIfNull(source);
        TorchRuntime.EnsureLoaded();
        return new TransformerEncoder(new EncoderReader(source, name).Read(heads, keptWords));
    }

    /// <summary>Gives the mean of each row's states, as it is: for sentence vectors bring it to length 1.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="cancellationToken">Stops between two layers.</param>
    /// <returns>For each row <see cref="EncoderShape.Width"/> numbers.</returns>
    /// <exception cref="DemurException">A row does not fit the encoder.</exception>
    public IReadOnlyList<float[]> Encode(IReadOnlyList<EncodedPair> rows, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var pass = new EncoderPass(cancellationToken);
        return LengthBatches.Compute(PairSequence.Of(rows, Shape), batch => Net.Means(batch, pass), cancellationToken);
    }

    /// <inheritdoc/>
    public void Dispose() => Net.Dispose();
}
