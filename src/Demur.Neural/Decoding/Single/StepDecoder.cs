using System.Collections.Concurrent;
using System.Numerics.Tensors;
using TorchSharp;
using static TorchSharp.torch;
using Tensor = TorchSharp.torch.Tensor;

namespace Demur.Neural.Decoding.Single;

/// <summary>
/// One token of one conversation, without libtorch: in a small model its calls would cost more than the arithmetic, and in a large one its
/// product of a matrix with one vector reads memory at half the speed of a plain loop.
/// It computes what the modules compute and shares their weights and the cache; hooks, gradients, adapters and batches go the ordinary way.
/// </summary>
internal sealed class StepDecoder
{
    /// <summary>The most values of one tensor: what a span of its bytes can hold.</summary>
    private const long MostValues = int.MaxValue / sizeof(float);

    private readonly ModelConfig _config;
    private readonly ConcurrentBag<StepScratch> _free = [];
    private readonly WeightView _embedding;
    private readonly WeightView _head;
    private readonly WeightView _norm;
    private readonly StepBlock[] _blocks;
    private readonly StepAngles _angles;

    public StepDecoder(ModelConfig config, Tensor embedding, Tensor head, RmsNorm norm, IEnumerable<DecoderBlock> blocks)
    {
        _config = config;
        _embedding = WeightView.Of(embedding);
        _head = WeightView.Of(head);
        _norm = WeightView.Of(norm.Weight);
        _blocks = [.. blocks.Select((block, layer) => new StepBlock(config, layer, block))];
        _angles = new StepAngles(config);
    }

    /// <summary>Whether a model is of the kind that is computed here.</summary>
    public static bool Fits(CausalLm model) =>
        model.Type == ScalarType.Float32 && model.Device.type == DeviceType.CPU && model.Parameters.All(parameter => parameter.Value.numel() <= MostValues)
        && model.Config.Activation != Activation.Gelu && model.Config.Rope.Scaling != RopeScaling.Dynamic;

    /// <summary>Computes the logits of the next token and extends the cache's memory by this one.</summary>
    /// <param name="token">The token; checked by the caller.</param>
    /// <param name="cache">Reserved for one token and not yet committed.</param>
    /// <param name="wantsLogits">Whether the head is applied; if not, the stream after the last block is returned.</param>
    /// <returns>[1, 1, vocabulary] or [1, 1, width].</returns>
    public Tensor Run(int token, KvCache cache, bool wantsLogits)
    {
        if (!_free.TryTake(out var scratch))
        {
            scratch = new StepScratch(_config);
        }

        Embed(token, cache.Length, scratch);
        foreach (var block in _blocks)
        {
            block.Run(scratch, cache);
        }

        var result = wantsLogits ? Logits(scratch) : tensor(scratch.Stream, [1, 1, _config.Width]);
        _free.Add(scratch);
        return result;
    }

    private void Embed(int token, int position, StepScratch scratch)
    {
        TensorPrimitives.Multiply(_embedding.Span.Slice(token * _config.Width, _config.Width), (float)_config.EmbeddingScale, scratch.Stream);
        _angles.At(position, scratch);
    }

    private Tensor Logits(StepScratch scratch)
    {
        Kernels.Norm(scratch.Stream, _norm.Span, (float)_config.NormEpsilon, _config.NormPlusOne, scratch.Normed);
        var result = empty([1, 1, _config.VocabularySize]);
        var logits = WeightView.Of(result).Writable;
        Kernels.Multiply(_head.Span, scratch.Normed, [], logits);
        Kernels.SoftCap(logits, _config.LogitSoftCap);
        return result;
    }
}
