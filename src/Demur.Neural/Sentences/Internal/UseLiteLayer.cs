using System.Numerics.Tensors;
using Demur.Neural.Checkpoints;
using Demur.Neural.Decoding.Single;

namespace Demur.Neural.Sentences.Internal;

/// <summary>One layer of Universal Sentence Encoder Lite: normed self-attention over all tokens, then a normed feed-forward part, each added to its input.</summary>
internal sealed class UseLiteLayer
{
    internal const int Width = 512;
    private const int HeadCount = 4;
    private const int Inner = 1536;

    private readonly LayerNorm _attentionNorm;
    private readonly DenseLayer _projections;
    private readonly DenseLayer _output;
    private readonly DenseLayer? _residual;
    private readonly LayerNorm _innerNorm;
    private readonly DenseLayer _widen;
    private readonly DenseLayer _narrow;
    private readonly int _inputWidth;

    internal UseLiteLayer(ITensorSource tensors, int layer, int inputWidth)
    {
        var name = $"layers.{layer}.";
        _inputWidth = inputWidth;
        _attentionNorm = LayerNorm.Load(tensors, name + "attention_norm", inputWidth);
        _projections = DenseLayer.Load(tensors, name + "qkv", inputWidth, 3 * inputWidth);
        _output = DenseLayer.Load(tensors, name + "output", inputWidth, Width);
        _residual = inputWidth == Width ? null : DenseLayer.Load(tensors, name + "residual", inputWidth, Width);
        _innerNorm = LayerNorm.Load(tensors, name + "inner_norm", Width);
        _widen = DenseLayer.Load(tensors, name + "widen", Width, Inner);
        _narrow = DenseLayer.Load(tensors, name + "narrow", Inner, Width);
    }

    /// <summary>Applies the layer.</summary>
    /// <param name="input">[token, input width]</param>
    /// <param name="tokenCount">The number of tokens.</param>
    /// <returns>[token, 512]</returns>
    internal float[] Apply(float[] input, int tokenCount)
    {
        var projected = _projections.Apply(_attentionNorm.Apply(input), tokenCount);
        var attended = _output.Apply(Attend(projected, tokenCount), tokenCount);
        TensorPrimitives.Add(attended, _residual?.Apply(input, tokenCount) ?? input, attended);
        var inner = _widen.Apply(_innerNorm.Apply(attended), tokenCount);
        TensorPrimitives.Max(inner, 0, inner);
        TensorPrimitives.Add(attended, _narrow.Apply(inner, tokenCount), attended);
        return attended;
    }

    // projected: [token, queries | keys | values]; every token sees every other.
    private float[] Attend(float[] projected, int tokenCount)
    {
        var headWidth = _inputWidth / HeadCount;
        var mixed = new float[tokenCount * _inputWidth];
        var weights = new float[tokenCount];
        for (var head = 0; head < HeadCount; head++)
        {
            for (var token = 0; token < tokenCount; token++)
            {
                var query = Part(projected, token, 0, head);
                for (var other = 0; other < tokenCount; other++)
                {
                    weights[other] = TensorPrimitives.Dot(query, Part(projected, other, 1, head)) / MathF.Sqrt(headWidth);
                }

                Kernels.Softmax(weights);
                var result = mixed.AsSpan((token * _inputWidth) + (head * headWidth), headWidth);
                for (var other = 0; other < tokenCount; other++)
                {
                    TensorPrimitives.MultiplyAdd(Part(projected, other, 2, head), weights[other], result, result);
                }
            }
        }

        return mixed;
    }

    private ReadOnlySpan<float> Part(float[] projected, int token, int kind, int head) =>
        projected.AsSpan((((token * 3) + kind) * _inputWidth) + (head * (_inputWidth / HeadCount)), _inputWidth / HeadCount);
}
