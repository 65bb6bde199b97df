using Demur.Neural.Decoding;
using Demur.Neural.Training;
using static TorchSharp.torch;

namespace Demur.Neural.Encoders.Internal;

/// <summary>An encoder and a linear head on the mean of its states.</summary>
internal sealed class PairNet : IDisposable
{
    private const double HeadDeviation = 0.02; // BERT's for all fresh weights

    private readonly WeightRegistry _headWeights;
    private readonly EncoderMap _head;

    /// <summary>Puts a head on an encoder, which is disposed of with the net.</summary>
    /// <param name="encoder">The encoder.</param>
    /// <param name="seed">The seed of a fresh head; null leaves it unset, to be loaded.</param>
    public PairNet(EncoderNet encoder, ulong? seed)
    {
        Encoder = encoder;
        _headWeights = new WeightRegistry(ScalarType.Float32, CPU, seed, planOnly: false);
        _head = EncoderMap.Linear(_headWeights, "head", 1, encoder.Shape.Width, HeadDeviation);
    }

    public EncoderNet Encoder { get; }

    public IReadOnlyList<ModelParameter> HeadParameters => _headWeights.Parameters;

    public IEnumerable<ModelParameter> Parameters => Encoder.Parameters.Concat(HeadParameters);

    /// <summary>The logits of a yes.</summary>
    /// <param name="batch">Rows of <see cref="PairSequence"/>.</param>
    /// <param name="pass">How to compute.</param>
    /// <returns>[row], 32-bit.</returns>
    public Tensor Logits(TrainingBatch batch, EncoderPass pass)
    {
        using var scope = NewDisposeScope();
        var means = pass.Drop(Encoder.Means(batch, pass));
        return nn.functional.linear(means, _head.Weight, _head.Bias).squeeze(-1).MoveToOuterDisposeScope();
    }

    public void Dispose()
    {
        Encoder.Dispose();
        _headWeights.Dispose();
    }
}
