using Demur.Neural.Hooks;
using Demur.Neural.Native;
using static TorchSharp.torch;

namespace Demur.Neural.Decoding;

/// <summary>One layer: attention and a feed-forward layer (dense or of experts), each reading a normed stream and adding to it.</summary>
internal sealed class DecoderBlock
{
    private readonly int _layer;
    private readonly RmsNorm _attentionNorm;
    private readonly RmsNorm _mlpNorm;
    private readonly RmsNorm? _attentionPostNorm;
    private readonly RmsNorm? _mlpPostNorm;
    private readonly Attention _attention;
    private readonly GatedMlp? _mlp;
    private readonly MoeMlp? _experts;

    public DecoderBlock(WeightRegistry weights, int layer, ModelConfig config)
    {
        _layer = layer;
        var prefix = $"model.layers.{layer}.";
        _attentionNorm = new RmsNorm(weights, prefix + "input_layernorm", config.Width, config);
        _attention = new Attention(weights, prefix + "self_attn.", layer, config);
        if (config.PostNorms)
        {
            _attentionPostNorm = new RmsNorm(weights, prefix + "post_attention_layernorm", config.Width, config);
            _mlpNorm = new RmsNorm(weights, prefix + "pre_feedforward_layernorm", config.Width, config);
            _mlpPostNorm = new RmsNorm(weights, prefix + "post_feedforward_layernorm", config.Width, config);
        }
        else
        {
            _mlpNorm = new RmsNorm(weights, prefix + "post_attention_layernorm", config.Width, config);
        }

        if (config.IsMoe(layer))
        {
            _experts = new MoeMlp(weights, prefix, layer, config);
        }
        else
        {
            _mlp = new GatedMlp(weights, prefix + "mlp.", config.MlpWidth, config);
        }
    }

    public IEnumerable<Linear> Linears => _attention.Linears.Concat(_mlp?.Linears ?? _experts!.Linears);

    public Attention Attention => _attention;

    public GatedMlp? Mlp => _mlp;

    public RmsNorm AttentionNorm => _attentionNorm;

    public RmsNorm MlpNorm => _mlpNorm;

    public RmsNorm? AttentionPostNorm => _attentionPostNorm;

    public RmsNorm? MlpPostNorm => _mlpPostNorm;

    public MoeMlp? Experts => _experts;

    /// <summary>Reads the stream and writes to it.</summary>
    /// <param name="stream">[batch, position, width].</param>
    /// <param name="pass">The running forward.</param>
    /// <returns>The new stream, moved to the outer dispose scope.</returns>
    public Tensor Forward(Tensor stream, Pass pass)
    {
        using var scope = NewDisposeScope();
        var entering = pass.Visit(HookKind.ResidPre, _layer, stream);
        var middle = pass.Visit(HookKind.ResidMid, _layer, entering.add(Attend(entering, pass), Scalars.One));
        var leaving = pass.Visit(HookKind.ResidPost, _layer, middle.add(Feed(middle, pass), Scalars.One));
        return leaving.MoveToOuterDisposeScope();
    }

    private Tensor Attend(Tensor stream, Pass pass)
    {
        var input = pass.Visit(HookKind.AttentionIn, _layer, _attentionNorm.Forward(stream, pass.Gradient));
        var output = _attention.Forward(input, pass);
        return pass.Visit(HookKind.AttentionOut, _layer, _attentionPostNorm?.Forward(output, pass.Gradient) ?? output);
    }

    private Tensor Feed(Tensor stream, Pass pass)
    {
        var input = pass.Visit(HookKind.MlpIn, _layer, _mlpNorm.Forward(stream, pass.Gradient));
        var output = _mlp is not null
            ? _mlp.Project(pass.Visit(HookKind.MlpAct, _layer, _mlp.Activate(input, pass.Gradient)))
            : _experts!.Forward(input, pass);
        return pass.Visit(HookKind.MlpOut, _layer, _mlpPostNorm?.Forward(output, pass.Gradient) ?? output);
    }
}
