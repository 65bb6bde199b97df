using Demur.Neural.Checkpoints;
using Demur.Neural.Decoding;
using Demur.Neural.Training;
using Demur.Neural.Training.Internal;
using static TorchSharp.torch;

namespace Demur.Neural.Encoders.Internal;

/// <summary>What the trainer changes and makes smaller: the net's weights, and the weighted binary cross-entropy of its logits against smoothed targets.</summary>
internal sealed class PairTraining : ITrainable
{
    private readonly PairNet _net;
    private readonly PairClassifierOptions _options;
    private EncoderPass _pass;

    public PairTraining(PairNet net, PairClassifierOptions options, CancellationToken cancellationToken)
    {
        (_net, _options) = (net, options);
        Parameters = [.. net.Parameters.Where(parameter => options.TrainsWords || parameter.Name != EncoderNet.Words)];
        _pass = new EncoderPass(cancellationToken)
        {
            ProductType = options.ProductType == TensorType.BF16 ? ScalarType.BFloat16 : ScalarType.Float32,
            Dropout = options.Dropout,
        };
    }

    public IReadOnlyList<ModelParameter> Parameters { get; }

    public void BeginStep(ulong seed) => _pass = _pass with { Random = StepRandom.Of(seed) };

    public void EndTraining()
    {
        // Dropout belongs to the pass, which nothing but training has.
    }

    /// <summary>The sum of the rows' weighted losses over the number of rows, so that a batch of light rows makes a short step.</summary>
    public Tensor Loss(TrainingBatch batch)
    {
        var rows = batch.Sequences.Cast<PairSequence>().ToArray();
        var targets = tensor(rows.Select(row => (float)((row.Target * (1 - _options.LabelSmoothing)) + (_options.LabelSmoothing / 2))).ToArray());
        var losses = nn.functional.binary_cross_entropy_with_logits(_net.Logits(batch, _pass), targets, reduction: nn.Reduction.None);
        return (losses * tensor(rows.Select(row => row.Weight).ToArray())).mean();
    }
}
