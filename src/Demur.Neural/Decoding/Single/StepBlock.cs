using System.Numerics.Tensors;

namespace Demur.Neural.Decoding.Single;

/// <summary>One layer for one token.</summary>
internal sealed class StepBlock(ModelConfig config, int layer, DecoderBlock block)
{
    private readonly StepAttention _attention = new(config, layer, block.Attention);
    private readonly StepMlp? _mlp = block.Mlp is null ? null : StepMlp.Of(block.Mlp, config.MlpWidth, config.Activation);
    private readonly StepExperts? _experts = block.Experts is null ? null : new StepExperts(config, block.Experts);
    private readonly WeightView _attentionNorm = WeightView.Of(block.AttentionNorm.Weight);
    private readonly WeightView _mlpNorm = WeightView.Of(block.MlpNorm.Weight);
    private readonly WeightView _attentionPostNorm = WeightView.Of(block.AttentionPostNorm?.Weight);
    private readonly WeightView _mlpPostNorm = WeightView.Of(block.MlpPostNorm?.Weight);

    public void Run(StepScratch scratch, KvCache cache)
    {
        Norm(scratch.Stream, _attentionNorm, scratch.Normed);
        _attention.Run(scratch, cache);
        Add(scratch, _attentionPostNorm);
        Norm(scratch.Stream, _mlpNorm, scratch.Normed);
        if (_mlp is not null)
        {
            _mlp.Run(scratch, scratch.Output);
        }
        else
        {
            _experts!.Run(scratch);
        }

        Add(scratch, _mlpPostNorm);
    }

    private void Norm(ReadOnlySpan<float> values, WeightView weight, Span<float> result) =>
        Kernels.Norm(values, weight.Span, (float)config.NormEpsilon, config.NormPlusOne, result);

    private void Add(StepScratch scratch, WeightView postNorm)
    {
        if (!postNorm.Span.IsEmpty)
        {
            Norm(scratch.Output, postNorm, scratch.Output);
        }

        TensorPrimitives.Add(scratch.Stream, scratch.Output, scratch.Stream);
    }
}
