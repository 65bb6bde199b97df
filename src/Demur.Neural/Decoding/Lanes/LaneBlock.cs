using System.Numerics.Tensors;
using Demur.Neural.Decoding.Single;

namespace Demur.Neural.Decoding.Lanes;

/// <summary>One dense layer for sixteen tokens: products and norms on all lanes together, attention lane by lane.</summary>
internal sealed class LaneBlock(ModelConfig config, int layer, DecoderBlock block)
{
    private readonly StepAttention _attention = new(config, layer, block.Attention);
    private readonly WeightView _projection = WeightView.Of(block.Attention.Projection.Weight);
    private readonly WeightView _projectionBias = WeightView.Of(block.Attention.Projection.Bias);
    private readonly WeightView _output = WeightView.Of(block.Attention.Output.Weight);
    private readonly WeightView _outputBias = WeightView.Of(block.Attention.Output.Bias);
    private readonly WeightView _gateUp = WeightView.Of(block.Mlp!.GateUp.Weight);
    private readonly WeightView _gateUpBias = WeightView.Of(block.Mlp!.GateUp.Bias);
    private readonly WeightView _down = WeightView.Of(block.Mlp!.Down.Weight);
    private readonly WeightView _downBias = WeightView.Of(block.Mlp!.Down.Bias);
    private readonly WeightView _attentionNorm = WeightView.Of(block.AttentionNorm.Weight);
    private readonly WeightView _mlpNorm = WeightView.Of(block.MlpNorm.Weight);
    private readonly WeightView _attentionPostNorm = WeightView.Of(block.AttentionPostNorm?.Weight);
    private readonly WeightView _mlpPostNorm = WeightView.Of(block.MlpPostNorm?.Weight);

    /// <summary>Reads and extends the streams of the cache's rows from <paramref name="first"/> on, one a lane.</summary>
    public void Run(LaneScratch scratch, KvCache cache, int first, int count)
    {
        Norm(scratch.Stream, _attentionNorm, scratch.Normed);
        LaneKernels.Multiply(_projection.Span, scratch.Normed, _projectionBias.Span, scratch.Heads);
        for (var lane = 0; lane < count; lane++)
        {
            var row = scratch.Rows[lane];
            LaneKernels.Gather(scratch.Heads, lane, row.Heads);
            _attention.Attend(row, cache, first + lane);
            LaneKernels.Scatter(row.Mixed, lane, scratch.Mixed);
        }

        LaneKernels.Multiply(_output.Span, scratch.Mixed, _outputBias.Span, scratch.Output);
        Add(scratch, _attentionPostNorm);
        Norm(scratch.Stream, _mlpNorm, scratch.Normed);
        Feed(scratch);
        Add(scratch, _mlpPostNorm);
    }

    private void Feed(LaneScratch scratch)
    {
        LaneKernels.Multiply(_gateUp.Span, scratch.Normed, _gateUpBias.Span, scratch.GateUp);
        var gate = scratch.GateUp.AsSpan(0, scratch.Inner.Length);
        Kernels.Gate(gate, scratch.GateUp.AsSpan(scratch.Inner.Length), config.Activation, scratch.Inner);
        LaneKernels.Multiply(_down.Span, gate, _downBias.Span, scratch.Output);
    }

    private void Norm(ReadOnlySpan<float> values, WeightView weight, Span<float> result) =>
        LaneKernels.Norm(values, weight.Span, (float)config.NormEpsilon, config.NormPlusOne, result);

    private void Add(LaneScratch scratch, WeightView postNorm)
    {
        if (!postNorm.Span.IsEmpty)
        {
            Norm(scratch.Output, postNorm, scratch.Output);
        }

        TensorPrimitives.Add(scratch.Stream, scratch.Output, scratch.Stream);
    }
}
