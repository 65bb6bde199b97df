using Demur.Neural.Checkpoints;
using Demur.Neural.Checkpoints.Internal;
using Demur.Neural.Sentences.Import.Onnx;

namespace Demur.Neural.Sentences.Import;

/// <summary>Takes the weights of a BERT encoder out of its ONNX graph. Biases and norms keep PyTorch's names there; matrices lost theirs and are found by the bias that their product is added to.</summary>
internal sealed class BertWeights
{
    // Ours, PyTorch's, and whether the layer widens to the inner width or narrows from it.
    private static readonly (string Ours, string Theirs, bool Widens, bool Narrows)[] Matrices =
    [
        ("query", "attention.self.query", false, false),
        ("key", "attention.self.key", false, false),
        ("value", "attention.self.value", false, false),
        ("output", "attention.output.dense", false, false),
        ("widen", "intermediate.dense", true, false),
        ("narrow", "output.dense", false, true),
    ];

    private readonly OnnxGraph _graph;
    private readonly BertShape _shape;
    private readonly Dictionary<string, string> _factors = new(StringComparer.Ordinal);
    private readonly TensorTable _tensors;

    private BertWeights(OnnxGraph graph, BertShape shape, TensorTable tensors)
    {
        _graph = graph;
        _shape = shape;
        _tensors = tensors;
        var products = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var node in graph.Nodes)
        {
            if (node is { Operation: "MatMul", Inputs: [_, var factor], Outputs: [var product] } && graph.IsConstant(factor))
            {
                products[product] = factor;
            }
            else if (node is { Operation: "Add", Inputs: [var left, var right] })
            {
                Join(left, right, products);
                Join(right, left, products);
            }
        }
    }

    /// <summary>Writes the weights as 32-bit floats, each matrix as [outputs, inputs].</summary>
    /// <param name="onnx">The graph.</param>
    /// <param name="shape">The sizes that it must have.</param>
    /// <param name="target">The safetensors file.</param>
    /// <param name="cancellationToken">Stops the writing; no file is then there.</param>
    /// <exception cref="DemurException">The file is no ONNX graph, or not of an encoder of that shape.</exception>
    internal static void Write(string onnx, BertShape shape, string target, CancellationToken cancellationToken)
    {
        using var graph = OnnxGraph.Open(onnx);
        using var tensors = new TensorTable();
        new BertWeights(graph, shape, tensors).AddAll();
        SafetensorsWriter.Write(target, tensors, cancellationToken: cancellationToken);
    }

    private void AddAll()
    {
        Add("embeddings.word", "embeddings.word_embeddings.weight", _shape.Words, _shape.Width);
        Add("embeddings.position", "embeddings.position_embeddings.weight", _shape.Positions, _shape.Width);
        Add("embeddings.segment", "embeddings.token_type_embeddings.weight", BertShape.Segments, _shape.Width);
        AddNorm("embeddings.norm", "embeddings.LayerNorm");
        for (var layer = 0; layer < _shape.Layers; layer++)
        {
            var (ours, theirs) = ($"layers.{layer}.", $"encoder.layer.{layer}.");
            foreach (var matrix in Matrices)
            {
                AddMatrix(ours + matrix.Ours, theirs + matrix.Theirs, matrix.Narrows ? _shape.Inner : _shape.Width, matrix.Widens ? _shape.Inner : _shape.Width);
            }

            AddNorm(ours + "attention_norm", theirs + "attention.output.LayerNorm");
            AddNorm(ours + "output_norm", theirs + "output.LayerNorm");
        }
    }

    private void AddNorm(string ours, string theirs)
    {
        Add(ours + ".weight", theirs + ".weight", _shape.Width);
        Add(ours + ".bias", theirs + ".bias", _shape.Width);
    }

    private void AddMatrix(string ours, string theirs, int inputs, int outputs)
    {
        Add(ours + ".bias", theirs + ".bias", outputs);
        var factor = _factors.GetValueOrDefault(theirs + ".bias")
            ?? throw CheckpointError.Invalid(_graph.Path, $"bias {CheckpointError.Quote(theirs + ".bias")}", "it is not added to a product with a constant matrix; this is not the encoder that was expected.");
        _tensors.Add(ours + ".weight", [outputs, inputs], () => Turned(_graph.Floats(factor, inputs, outputs), inputs, outputs));
    }

    private void Add(string ours, string theirs, params long[] shape) => _tensors.Add(ours, shape, () => _graph.Floats(theirs, shape));

    private void Join(string bias, string product, Dictionary<string, string> products)
    {
        if (products.TryGetValue(product, out var factor) && !_factors.TryAdd(bias, factor))
        {
            throw CheckpointError.Invalid(_graph.Path, $"bias {CheckpointError.Quote(bias)}", "it is added to two products, so that its matrix is not known.");
        }
    }

    private static float[] Turned(float[] stored, int inputs, int outputs)
    {
        var turned = new float[stored.Length];
        for (var input = 0; input < inputs; input++)
        {
            for (var output = 0; output < outputs; output++)
            {
                turned[(output * inputs) + input] = stored[(input * outputs) + output];
            }
        }

        return turned;
    }
}
