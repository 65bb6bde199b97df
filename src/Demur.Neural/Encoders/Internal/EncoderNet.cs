using Demur.Neural.Decoding;
using Demur.Neural.Native;
using Demur.Neural.Training;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Demur.Neural.Encoders.Internal;

/// <summary>The encoder's weights and its forward. Weights are unset until they are filled.</summary>
internal sealed class EncoderNet : IDisposable
{
    public const string Words = "embeddings.word";
    public const string Positions = "embeddings.position";
    public const string Segments = "embeddings.segment";

    private const double Masked = -1e4; // exp of it is 0 in 32 bits

    private readonly WeightRegistry _weights;
    private readonly Parameter _words;
    private readonly Parameter _positions;
    private readonly Parameter _segments;
    private readonly EncoderMap _norm;
    private readonly EncoderLayer[] _layers;

    /// <summary>Makes the weights.</summary>
    /// <param name="shape">The sizes.</param>
    /// <param name="planOnly">Whether only names and shapes are wanted: weights then take no memory.</param>
    public EncoderNet(EncoderShape shape, bool planOnly = false)
    {
        Shape = shape;
        _weights = new WeightRegistry(ScalarType.Float32, CPU, seed: null, planOnly);
        _words = _weights.Add(Words, [shape.Vocabulary, shape.Width], 0);
        _positions = _weights.Add(Positions, [shape.Positions, shape.Width], 0);
        _segments = _weights.Add(Segments, [shape.Segments, shape.Width], 0);
        _norm = EncoderMap.Norm(_weights, "embeddings.norm", shape.Width);
        _layers = [.. Enumerable.Range(0, shape.Layers).Select(layer => new EncoderLayer(_weights, Layer(layer), shape))];
    }

    public EncoderShape Shape { get; }

    public IReadOnlyList<ModelParameter> Parameters => _weights.Parameters;

    /// <summary>The prefix of a layer's names.</summary>
    public static string Layer(int layer) => $"layers.{layer}.";

    /// <summary>A net of its own with the same weights.</summary>
    public EncoderNet Copy()
    {
        using var quiet = no_grad();
        var copy = new EncoderNet(Shape);
        foreach (var (from, to) in Parameters.Zip(copy.Parameters))
        {
            using var scope = NewDisposeScope();
            _ = to.Value.copy_(from.Value);
        }

        return copy;
    }

    /// <summary>The mean of the last layer's states over each row's tokens.</summary>
    /// <param name="batch">Rows of <see cref="PairSequence"/>.</param>
    /// <param name="pass">How to compute.</param>
    /// <returns>[row, width].</returns>
    public Tensor Means(TrainingBatch batch, EncoderPass pass)
    {
        using var scope = NewDisposeScope();
        var tokens = batch.Mask().to(ScalarType.Float32);                                                       // [row, position]
        var mask = tokens.sub(Scalars.One).mul_(Scalars.Of(-Masked)).unsqueeze(1).unsqueeze(1);                 // [row, 1, 1, position]
        var states = Embed(batch, pass);
        foreach (var layer in _layers)
        {
            pass.CancellationToken.ThrowIfCancellationRequested();
            states = layer.Forward(states, mask, pass);
        }

        var sums = (states * tokens.unsqueeze(-1)).sum(1);
        return (sums / tokens.sum(1, keepdim: true)).MoveToOuterDisposeScope();
    }

    public void Dispose() => _weights.Dispose();

    private Tensor Embed(TrainingBatch batch, EncoderPass pass)
    {
        using var scope = NewDisposeScope();
        var words = Rows(_words, batch.Ids);
        var segments = Rows(_segments, PairSequence.Segments(batch));
        var sum = words.add(segments, Scalars.One).add(_positions.narrow(0, 0, batch.Length), Scalars.One);     // [row, position, width]
        return pass.Drop(_norm.Normalize(sum)).MoveToOuterDisposeScope();
    }

    /// <summary>The rows of a table at [row, position], [row, position, width].</summary>
    private static Tensor Rows(Tensor table, Tensor ids) => table.index_select(0, ids.view(-1)).view(ids.shape[0], ids.shape[1], -1);
}
