using System.Numerics.Tensors;
using System.Reflection;
using Demur.Learning.Models;

namespace Demur.Audit.Labelling.Reading;

/// <summary>
/// A small encoder of the BERT kind (Devlin et al. 2019, arXiv 1810.04805), fine-tuned to tell whether a response declines its prompt. It reads word order and meaning where
/// phrase rules and n-grams see neither, and costs some thousand times as much. Immutable and safe for concurrent use; computed in our own code, without native libraries.
/// </summary>
public sealed class ResponseReader
{
    /// <summary>What a model file of a reader calls itself.</summary>
    public const string FileKind = "response-reader";

    private const string Resource = "Demur.Audit.Labelling.response.reader";
    private static readonly Lazy<ResponseReader> Shipped = new(LoadShipped);

    private readonly string[] _pieces;
    private readonly ReaderTokenizer _tokenizer;
    private readonly ReaderWeights _weights;
    private readonly ReaderNorm _embeddingNorm;
    private readonly ReaderLayer[] _layers;

    private ResponseReader(string[] pieces, ReaderWeights weights, ModelCard? card)
    {
        _pieces = pieces;
        _tokenizer = new ReaderTokenizer(pieces);
        _weights = weights;
        _embeddingNorm = new ReaderNorm(weights["embeddings.norm.weight"], weights["embeddings.norm.bias"]);
        _layers = [.. Enumerable.Range(0, weights.Shape.Layers).Select(layer => new ReaderLayer(weights.Shape, weights, layer))];
        Card = card;
    }

    /// <summary>The reader that ships with Demur; loaded at the first use.</summary>
    public static ResponseReader Default => Shipped.Value;

    /// <summary>What its file says about it: data, options, metrics; null for a reader that was never saved.</summary>
    public ModelCard? Card { get; }

    /// <summary>The pieces of its vocabulary, by number.</summary>
    public IReadOnlyList<string> Pieces => _pieces;

    /// <summary>Makes a reader of trained weights. Matrices are rounded to eight bits a number, as a file holds them, so that a reader and its saved copy say the same.</summary>
    /// <param name="pieces">The WordPiece vocabulary by number, <c>[PAD]</c>, <c>[UNK]</c>, <c>[CLS]</c>, <c>[SEP]</c> and <c>[MASK]</c> among them; the word embeddings' rows in this order.</param>
    /// <param name="heads">Attention heads of a layer.</param>
    /// <param name="weights">
    /// The weights by name, matrices row-major as [outputs, inputs]: <c>embeddings.word|position|segment</c>, <c>embeddings.norm.*</c>, for each layer
    /// <c>layers.N.query|key|value|output|widen|narrow|attention_norm|output_norm</c>, and <c>head</c>, each with <c>.weight</c> and <c>.bias</c>.
    /// </param>
    /// <returns>The reader.</returns>
    /// <exception cref="DemurException">A weight is missing or has another size, or the shape is not one that can be computed.</exception>
    public static ResponseReader Create(IReadOnlyList<string> pieces, int heads, IReadOnlyDictionary<string, float[]> weights)
    {
        ArgumentNullException.ThrowIfNull(pieces);
        ArgumentNullException.ThrowIfNull(weights);
        var width = weights.GetValueOrDefault("head.weight")?.Length ?? 0;
        var inner = weights.GetValueOrDefault("layers.0.widen.bias")?.Length ?? 0;
        var layers = weights.Keys.Count(name => name.EndsWith(".widen.bias", StringComparison.Ordinal));
        return new ResponseReader([.. pieces], ReaderWeights.Of(new ReaderShape(pieces.Count, width, inner, heads, layers), weights), card: null);
    }

    /// <summary>Loads a reader that <c>demur train reader</c> made.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The reader.</returns>
    /// <exception cref="DemurException">The file is missing, damaged or holds something else.</exception>
    public static ResponseReader Load(string path) => ModelFile.Load(path, FileKind, Read);

    /// <summary>Saves the reader, about a byte for each of its weights.</summary>
    /// <param name="path">The file.</param>
    /// <param name="card">What the file says about itself; its kind is set here.</param>
    /// <exception cref="DemurException">The file cannot be written.</exception>
    public void Save(string path, ModelCard card)
    {
        ArgumentNullException.ThrowIfNull(card);
        ModelFile.Save(path, card with { Kind = FileKind }, Write);
    }

    /// <summary>Reads a prompt and a response: at most 40 pieces of the prompt, and of the response the first 96 and the last 32.</summary>
    /// <param name="prompt">What was asked; may be empty.</param>
    /// <param name="response">What was answered.</param>
    /// <returns>Log-odds of a refusal.</returns>
    public double LogOdds(string prompt, string response)
    {
        ArgumentNullException.ThrowIfNull(prompt);
        ArgumentNullException.ThrowIfNull(response);
        return LogOdds(_tokenizer.Encode(prompt, response));
    }

    /// <summary>Cuts a prompt and a response into the pieces that the network sees.</summary>
    /// <param name="prompt">What was asked; may be empty.</param>
    /// <param name="response">What was answered.</param>
    /// <returns>The pieces.</returns>
    public ReaderInput Encode(string prompt, string response)
    {
        ArgumentNullException.ThrowIfNull(prompt);
        ArgumentNullException.ThrowIfNull(response);
        return _tokenizer.Encode(prompt, response);
    }

    private double LogOdds(ReaderInput input)
    {
        var shape = _weights.Shape;
        var workspace = ReaderWorkspace.For(shape);
        var count = input.Tokens.Count;
        Embed(input, workspace.States);
        foreach (var layer in _layers)
        {
            layer.Apply(workspace, count);
        }

        var sum = 0.0;
        for (var token = 0; token < count; token++)
        {
            sum += TensorPrimitives.Dot<float>(workspace.States.AsSpan(token * shape.Width, shape.Width), _weights["head.weight"]);
        }

        return (sum / count) + _weights["head.bias"][0];
    }

    private void Embed(ReaderInput input, float[] states)
    {
        var width = _weights.Shape.Width;
        var (words, positions, segments) = (_weights["embeddings.word"], _weights["embeddings.position"], _weights["embeddings.segment"]);
        for (var token = 0; token < input.Tokens.Count; token++)
        {
            var state = states.AsSpan(token * width, width);
            TensorPrimitives.Add(words.AsSpan(input.Tokens[token] * width, width), positions.AsSpan(token * width, width), state);
            TensorPrimitives.Add(state, segments.AsSpan(token < input.ResponseStart ? 0 : width, width), state);
        }

        _embeddingNorm.Apply(states.AsSpan(0, input.Tokens.Count * width));
    }

    private static ResponseReader LoadShipped()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"The resource {Resource} is missing from the assembly.");
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return ModelFile.FromBytes(bytes, "the reader inside Demur.Audit", FileKind, Read);
    }

    private static ResponseReader Read(ModelReader reader, ModelCard card)
    {
        var pieces = new List<string>();
        reader.ReadTerms(piece => pieces.Add(piece.ToString()));
        var weights = ReaderWeights.Read(reader);
        return weights.Shape.Words == pieces.Count ? new ResponseReader([.. pieces], weights, card)
            : throw reader.Damaged($"{pieces.Count} pieces for {weights.Shape.Words} vectors");
    }

    private void Write(ModelWriter writer)
    {
        writer.WriteTerms(_pieces.Length, index => _pieces[index]);
        _weights.Write(writer);
    }
}
