using Demur.Neural.Decoding;
using Demur.Neural.Native;
using static TorchSharp.torch;

namespace Demur.Neural.Encoders.Internal;

/// <summary>Attention over the whole row, then a feed-forward layer; each half's result is added to its input and the sum normalised (post-norm, as in BERT).</summary>
internal sealed class EncoderLayer
{
    private readonly int _heads;
    private readonly EncoderMap _query;
    private readonly EncoderMap _key;
    private readonly EncoderMap _value;
    private readonly EncoderMap _output;
    private readonly EncoderMap _attentionNorm;
    private readonly EncoderMap _widen;
    private readonly EncoderMap _narrow;
    private readonly EncoderMap _outputNorm;

    public EncoderLayer(WeightRegistry weights, string prefix, EncoderShape shape)
    {
        _heads = shape.Heads;
        _query = EncoderMap.Linear(weights, $"{prefix}query", shape.Width, shape.Width);
        _key = EncoderMap.Linear(weights, $"{prefix}key", shape.Width, shape.Width);
        _value = EncoderMap.Linear(weights, $"{prefix}value", shape.Width, shape.Width);
        _output = EncoderMap.Linear(weights, $"{prefix}output", shape.Width, shape.Width);
        _attentionNorm = EncoderMap.Norm(weights, $"{prefix}attention_norm", shape.Width);
        _widen = EncoderMap.Linear(weights, $"{prefix}widen", shape.MlpWidth, shape.Width);
        _narrow = EncoderMap.Linear(weights, $"{prefix}narrow", shape.Width, shape.MlpWidth);
        _outputNorm = EncoderMap.Norm(weights, $"{prefix}output_norm", shape.Width);
    }

    /// <summary>Applies the layer.</summary>
    /// <param name="states">[row, position, width].</param>
    /// <param name="mask">What is added to the scores of attention: 0 for tokens, far below 0 for padding, [row, 1, 1, position].</param>
    /// <param name="pass">How to compute.</param>
    /// <returns>[row, position, width].</returns>
    public Tensor Forward(Tensor states, Tensor mask, EncoderPass pass)
    {
        // What gradients need is kept by the graph; all else goes with the scope.
        using var scope = NewDisposeScope();
        var attended = _attentionNorm.Normalize(states.add(pass.Drop(Attend(states, mask, pass)), Scalars.One));
        var fed = pass.Linear(nn.functional.gelu(pass.Linear(attended, _widen)), _narrow);
        return _outputNorm.Normalize(attended.add(pass.Drop(fed), Scalars.One)).MoveToOuterDisposeScope();
    }

    private Tensor Attend(Tensor states, Tensor mask, EncoderPass pass)
    {
        using var scope = NewDisposeScope();
        var input = states.to(pass.ProductType);
        var (query, key, value) = (Heads(pass.Linear(input, _query)), Heads(pass.Linear(input, _key)), Heads(pass.Linear(input, _value)));
        var scores = query.matmul(key.transpose(-1, -2)).Wide();                                                   // [row, head, position, position]
        var weights = scores.mul_(Scalars.Of(1 / Math.Sqrt(query.shape[^1]))).add_(mask, Scalars.One).softmax(-1);
        var mixed = pass.Drop(weights.to(pass.ProductType)).matmul(value);                                         // [row, head, position, head width]
        return pass.Linear(mixed.transpose(1, 2).flatten(2), _output).MoveToOuterDisposeScope();
    }

    /// <summary>[row, position, width] as [row, head, position, head width].</summary>
    private Tensor Heads(Tensor states) => states.view(states.shape[0], states.shape[1], _heads, -1).transpose(1, 2);
}
