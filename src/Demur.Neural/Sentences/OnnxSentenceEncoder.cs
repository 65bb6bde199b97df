using Demur.Neural.Checkpoints.Internal;
using Demur.Neural.Sentences.Internal;
using Demur.Neural.Tokenization;
using Demur.Sentences;

namespace Demur.Neural.Sentences;

/// <summary>
/// A sentence encoder in ONNX format (BERT, MiniLM, E5, BGE and their like): a folder with <c>model.onnx</c> and <c>tokenizer.json</c>. Where the graph gives a
/// vector for every token, <see cref="OnnxSentenceOptions.Pooling"/> says which one the text gets; a graph that gives one vector a text is taken at its word.
/// </summary>
/// <remarks>Safe for concurrent use, not while it is disposed.</remarks>
public sealed class OnnxSentenceEncoder : ISentenceEncoder, IDisposable
{
    private readonly OnnxTextGraph _graph;
    private readonly Tokenizer _tokenizer;
    private readonly OnnxSentenceOptions _options;
    private readonly SentencePooling _pooling;
    private readonly int? _endToken;
    private readonly int _frameLength;

    private OnnxSentenceEncoder(string id, OnnxTextGraph graph, Tokenizer tokenizer, OnnxSentenceOptions options, SentencePooling pooling)
    {
        Id = id;
        _graph = graph;
        _tokenizer = tokenizer;
        _options = options;
        _pooling = pooling;
        var parts = tokenizer.ToParts();
        _endToken = parts.AddEnd ? parts.EndId : null;
        _frameLength = tokenizer.Encode("", addSpecialTokens: true).Ids.Count;
        Dimension = _graph.Dimension ?? _graph.Run([_tokenizer.Encode("a", addSpecialTokens: true).Ids], pooling)[0].Length;
    }

    /// <summary>The name of the model's folder.</summary>
    public string Id { get; }

    /// <inheritdoc/>
    public int Dimension { get; }

    /// <summary>Opens a model.</summary>
    /// <param name="folder">The folder with <c>model.onnx</c> and <c>tokenizer.json</c>.</param>
    /// <param name="options">How it is run.</param>
    /// <returns>The encoder.</returns>
    /// <exception cref="DemurException">A file is absent or not valid, or the graph wants inputs that text does not give.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is not positive.</exception>
    public static OnnxSentenceEncoder Open(string folder, OnnxSentenceOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        options ??= new OnnxSentenceOptions();
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MaximumTokens, 2, nameof(options));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.BatchSize, nameof(options));
        ArgumentOutOfRangeException.ThrowIfNegative(options.Threads, nameof(options));
        var guard = new FolderGuard(folder);
        var model = guard.Find("model.onnx") ?? throw CheckpointError.NotThere(folder, "a sentence encoder's folder holds model.onnx and tokenizer.json, and this one has no model.onnx.");
        var tokenizer = guard.Find("tokenizer.json") ?? throw CheckpointError.NotThere(folder, "a sentence encoder's folder holds model.onnx and tokenizer.json, and this one has no tokenizer.json.");
        var pooling = options.Pooling ?? OnnxSentenceCard.Pooling(guard) ?? SentencePooling.Mean;
        var graph = OnnxTextGraph.Open(model, options.Threads);
        try
        {
            return new OnnxSentenceEncoder(Path.GetFileName(Path.GetFullPath(folder)), graph, Tokenizer.Load(tokenizer), options, pooling);
        }
        catch
        {
            graph.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<float[]> Encode(IReadOnlyList<string> texts, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(texts);
        var inputs = _tokenizer.EncodeBatch(texts, addSpecialTokens: true, cancellationToken).Select(text => Cut(text.Ids)).ToArray();
        var rows = new float[texts.Count][];

        // Texts of like length share a run, so that little of it is padding.
        foreach (var batch in Enumerable.Range(0, rows.Length).OrderBy(index => inputs[index].Count).ThenBy(index => index).Chunk(_options.BatchSize))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var vectors = _graph.Run([.. batch.Select(index => inputs[index])], _pooling);
            foreach (var (index, vector) in batch.Zip(vectors))
            {
                // The marks around a text have a vector too; a text of nothing else has none.
                if (inputs[index].Count == _frameLength)
                {
                    vector.AsSpan().Clear();
                }

                UnitLength.Scale(vector);
                rows[index] = vector;
            }
        }

        return rows;
    }

    /// <summary>Frees the model.</summary>
    public void Dispose() => _graph.Dispose();

    private IReadOnlyList<int> Cut(IReadOnlyList<int> ids) =>
        ids.Count <= _options.MaximumTokens ? ids
        : _endToken is { } end ? [.. ids.Take(_options.MaximumTokens - 1), end]
        : [.. ids.Take(_options.MaximumTokens)];
}
