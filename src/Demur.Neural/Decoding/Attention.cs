using Demur.Neural.Hooks;
using Demur.Neural.Native;
using static TorchSharp.torch;

namespace Demur.Neural.Decoding;

/// <summary>Grouped-query self-attention with rotary positions; queries, keys and values come from one product.</summary>
internal sealed class Attention
{
    private readonly ModelConfig _config;
    private readonly int _layer;
    private readonly bool _local;
    private readonly Linear _projection;
    private readonly Linear _output;
    private readonly RmsNorm? _queryNorm;
    private readonly RmsNorm? _keyNorm;
    private readonly double _queryScale;

    public Attention(WeightRegistry weights, string prefix, int layer, ModelConfig config)
    {
        _config = config;
        _layer = layer;
        _local = config.IsLocal(layer);
        long queries = (long)config.Heads * config.HeadWidth;
        long keys = (long)config.KeyValueHeads * config.HeadWidth;
        var parts = config.Family == ModelFamily.Phi3
            ? new[] { ("qkv_proj", queries + (2 * keys)) }
            : [("q_proj", queries), ("k_proj", keys), ("v_proj", keys)];
        _projection = new Linear(weights, prefix, "qkv_proj", config.Width, parts, config.QueryBias, config.InitialDeviation);
        _output = new Linear(weights, prefix, "o_proj", queries, [("o_proj", config.Width)], config.OutputBias, config.OutputDeviation());
        if (config.QueryKeyNorm)
        {
            _queryNorm = new RmsNorm(weights, prefix + "q_norm", config.HeadWidth, config);
            _keyNorm = new RmsNorm(weights, prefix + "k_norm", config.HeadWidth, config);
        }

        // The fused kernel divides by the root of the head width.
        var scale = config.ScoreScale() * Math.Sqrt(config.HeadWidth);
        _queryScale = Math.Abs(scale - 1) < 1e-12 ? 1 : scale;
    }

    public IEnumerable<Linear> Linears => [_projection, _output];

    public Linear Projection => _projection;

    public Linear Output => _output;

    public RmsNorm? QueryNorm => _queryNorm;

    public RmsNorm? KeyNorm => _keyNorm;

    /// <summary>Attends.</summary>
    /// <param name="input">The normed stream, [batch, position, width].</param>
    /// <param name="pass">The running forward.</param>
    /// <returns>[batch, position, width].</returns>
    public Tensor Forward(Tensor input, Pass pass)
    {
        var (queryKeys, values) = Heads(input, pass);
        var turned = (_local ? pass.LocalRope : pass.Rope).Rotate(queryKeys, _config.RotaryWidth);
        var queries = turned.narrow(2, 0, _config.Heads);
        var keys = turned.narrow(2, _config.Heads, _config.KeyValueHeads);
        if (_queryScale != 1)
        {
            queries = queries * Scalars.Of(_queryScale);
        }

        var mask = _local ? pass.LocalMask : pass.Mask;
        (keys, values) = Remembered(keys, values, mask, pass);
        var stepwise = _config.AttentionSoftCap is not null || (pass.Hooks?.Wants(HookKind.Pattern, _layer) ?? false);
        var mixed = stepwise ? Stepwise(queries, keys, values, mask, pass)
            : pass.Length == 1 ? OneQuery(queries, keys, values, mask, pass)
            : Fused(queries, keys, values, mask);
        return Project(mixed, pass);
    }

    // [batch, position, heads + key heads, head width] and [batch, position, key heads, head width]
    private (Tensor QueryKeys, Tensor Values) Heads(Tensor input, Pass pass)
    {
        var (heads, keyHeads) = ((long)_config.Heads, (long)_config.KeyValueHeads);
        var all = _projection.Forward(input).view(pass.Batch, pass.Length, heads + (2 * keyHeads), _config.HeadWidth);
        var values = all.narrow(2, heads + keyHeads, keyHeads);
        if (_queryNorm is null && !(pass.Hooks?.WantsAny(_layer, HookKind.Query, HookKind.Key, HookKind.Value) ?? false))
        {
            return (all.narrow(2, 0, heads + keyHeads), values);
        }

        var queries = all.narrow(2, 0, heads);
        var keys = all.narrow(2, heads, keyHeads);
        if (_queryNorm is not null)
        {
            queries = _queryNorm.Forward(queries, pass.Gradient);
            keys = _keyNorm!.Forward(keys, pass.Gradient);
        }

        queries = pass.Visit(HookKind.Query, _layer, queries);
        keys = pass.Visit(HookKind.Key, _layer, keys);
        values = pass.Visit(HookKind.Value, _layer, values);
        return (cat([queries, keys], 2), values);
    }

    // [batch, key heads, slot, head width], with what the cache holds before them.
    private (Tensor Keys, Tensor Values) Remembered(Tensor keys, Tensor values, AttentionMask mask, Pass pass)
    {
        if (pass.Cache is null)
        {
            return (keys.transpose(1, 2), values.transpose(1, 2));
        }

        return pass.Gradient && (keys.requires_grad || values.requires_grad)
            ? throw new DemurException("A cache keeps no gradients: run forwards with a cache under torch.no_grad(), or leave the cache out.")
            : pass.Cache.Append(_layer, keys, values, mask.FirstKey);
    }

    // One new token: the heads of a group are rows of one product with their common keys, so nothing is repeated.
    private Tensor OneQuery(Tensor queries, Tensor keys, Tensor values, AttentionMask mask, Pass pass)
    {
        long[] grouped = [pass.Batch, _config.KeyValueHeads, _config.Heads / _config.KeyValueHeads, _config.HeadWidth];
        var mixed = nn.functional.scaled_dot_product_attention(queries.reshape(grouped), keys, values, mask.Additive);
        return mixed.reshape(pass.Batch, 1, _config.Heads, _config.HeadWidth);
    }

    private Tensor Fused(Tensor queries, Tensor keys, Tensor values, AttentionMask mask) =>
        nn.functional.scaled_dot_product_attention(queries.transpose(1, 2), Repeated(keys), Repeated(values), mask.Additive, 0, mask.Causal).transpose(1, 2);

    private Tensor Stepwise(Tensor queries, Tensor keys, Tensor values, AttentionMask mask, Pass pass)
    {
        var scores = queries.transpose(1, 2).matmul(Repeated(keys).transpose(2, 3)) / Scalars.Of(Math.Sqrt(_config.HeadWidth));
        if (_config.AttentionSoftCap is { } cap)
        {
            scores = (scores / Scalars.Of(cap)).tanh() * Scalars.Of(cap);
        }

        if (mask.Explicit(pass.Length, scores.dtype, scores.device) is { } hidden)
        {
            scores = scores.add(hidden, Scalars.One);
        }

        var pattern = pass.Visit(HookKind.Pattern, _layer, scores.Wide().softmax(-1).to(scores.dtype));
        return pattern.matmul(Repeated(values)).transpose(1, 2);
    }

    // [batch, key heads, slot, head width] to [batch, heads, slot, head width]
    private Tensor Repeated(Tensor heads)
    {
        var groups = _config.Heads / _config.KeyValueHeads;
        if (groups == 1)
        {
            return heads;
        }

        var (batch, slots) = (heads.shape[0], heads.shape[2]);
        return heads.unsqueeze(2).expand(batch, _config.KeyValueHeads, groups, slots, _config.HeadWidth).reshape(batch, _config.Heads, slots, _config.HeadWidth);
    }

    private Tensor Project(Tensor mixed, Pass pass)
    {
        mixed = pass.Visit(HookKind.Z, _layer, mixed);
        if (pass.Hooks is not null && pass.Hooks.Wants(HookKind.HeadOut, _layer))
        {
            return ByHead(mixed, pass);
        }

        return _output.Forward(mixed.reshape(pass.Batch, pass.Length, (long)_config.Heads * _config.HeadWidth));
    }

    // The product with the output matrix, head by head, so that each head's share of the stream can be read and rewritten.
    private Tensor ByHead(Tensor mixed, Pass pass)
    {
        var weight = _output.Weight.view(_config.Width, _config.Heads, _config.HeadWidth).permute(1, 2, 0); // [head, head width, width]
        var shares = mixed.reshape(-1, _config.Heads, _config.HeadWidth).transpose(0, 1).bmm(weight).transpose(0, 1);
        var before = shares.view(pass.Batch, pass.Length, _config.Heads, _config.Width);
        var after = pass.Hooks!.Visit(HookKind.HeadOut, _layer, before);
        var whole = _output.Forward(mixed.reshape(pass.Batch, pass.Length, (long)_config.Heads * _config.HeadWidth));
        return ReferenceEquals(before, after) ? whole : whole.add((after - before).sum(2), Scalars.One);
    }
}
