using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using Demur.Neural.Decoding;
using Demur.Neural.Decoding.Lanes;
using Demur.Neural.Decoding.Single;
using Demur.Neural.Hooks;
using Demur.Neural.Native;
using TorchSharp;
using static TorchSharp.torch;
using Tensor = TorchSharp.torch.Tensor;

namespace Demur.Neural;

/// <content>What happens in a forward.</content>
public sealed partial class CausalLm
{
    private Tensor Run(Tensor embedded, ForwardOptions options)
    {
        var last = options.StopAfterLayer ?? Config.Layers - 1;
        if (last < 0 || last >= Config.Layers)
        {
            throw new DemurException($"There is no block {last} to stop after; the model has {Config.Layers}, from 0.");
        }

        var (batch, length) = ((int)embedded.shape[0], (int)embedded.shape[1]);
        options.Cache?.Reserve(CacheShape(batch), length);
        var layout = new TokenLayout(batch, length, options.Cache, options.Mask);
        using var hooks = Interventions(layout, options);
        var pass = Begin(layout, options, hooks);
        var stream = pass.Visit(HookKind.Embed, 0, Config.EmbeddingScale == 1 ? embedded : embedded * Scalars.Of(Config.EmbeddingScale));
        for (var layer = 0; layer <= last; layer++)
        {
            stream = _blocks[layer].Forward(stream, pass);
        }

        if (options.StopAfterLayer is not null)
        {
            return stream;
        }

        options.Cache?.Commit(layout);
        return ReferenceEquals(options.Logits, LogitsAt.None) ? stream : Logits(stream, options.Logits, pass);
    }

    // One new token a row, nothing to record and nothing to intervene: see StepDecoder and LaneDecoder.
    private bool Steps(Tensor ids, ForwardOptions options) =>
        _fitsSteps && ids.shape[1] == 1 && options is { Cache: { } cache, Mask: null, StopAfterLayer: null, Balance: null, Plan: null, Logits.Rows: null }
        && (ids.shape[0] == 1 ? !cache.HasPadding : _fitsLanes && LaneDecoder.Takes(Config, cache))
        && !is_grad_enabled() && Hooks.Ambient is null && !Array.Exists(_linears, linear => linear.IsAdapted) && !Array.Exists(_experts, layer => layer.HasAdaptedExperts);

    private Tensor Step(Tensor ids, ForwardOptions options)
    {
        RequireKnown(ids);
        var cache = options.Cache!;
        var tokens = ids.data<long>().ToArray();
        cache.Reserve(CacheShape(tokens.Length), 1);
        var layout = new TokenLayout(tokens.Length, 1, cache, mask: null);
        var wantsLogits = !ReferenceEquals(options.Logits, LogitsAt.None);
        var result = tokens.Length == 1 ? Alone().Run((int)tokens[0], cache, wantsLogits) : SideBySide().Run(tokens, cache, wantsLogits);
        cache.Commit(layout);
        return result;
    }

    private StepDecoder Alone() => LazyInitializer.EnsureInitialized(ref _steps, () => new StepDecoder(Config, _embedding, _head ?? _embedding, _norm, _blocks));

    private LaneDecoder SideBySide() => LazyInitializer.EnsureInitialized(ref _lanes, () => new LaneDecoder(Config, _embedding, _head ?? _embedding, _norm, _blocks));

    private CacheShape CacheShape(int batch) => new(Config.Layers, batch, Config.KeyValueHeads, Config.HeadWidth, Type, Device);

    private void RequireKnown(Tensor ids)
    {
        if (ids.dtype != ScalarType.Int64)
        {
            throw new DemurException($"Token ids are {ids.dtype}, expected Int64.");
        }

        if (ids.device_type != DeviceType.CPU)
        {
            return;
        }

        using var together = ids.is_contiguous() ? null : ids.contiguous();
        var tokens = MemoryMarshal.Cast<byte, long>((together ?? ids).bytes);
        var (least, most) = (TensorPrimitives.Min<long>(tokens), TensorPrimitives.Max<long>(tokens));
        if (least < 0 || most >= Config.VocabularySize)
        {
            throw new DemurException($"There is no token {(least < 0 ? least : most)}: the vocabulary has {Config.VocabularySize}, from 0.");
        }
    }

    private HookRun? Interventions(TokenLayout layout, ForwardOptions options)
    {
        var plan = Hooks.Ambient?.Including(options.Plan) ?? options.Plan;
        if (plan is null)
        {
            return null;
        }

        if (!ReferenceEquals(plan.Model, this))
        {
            throw new DemurException("The interventions were planned for another model; plan them with this model's hooks.");
        }

        var phase = options.Phase ?? (layout.Past > 0 && layout.Length == 1 ? ForwardPhase.Decode : ForwardPhase.Prefill);
        return new HookRun(plan, layout, phase);
    }

    private Pass Begin(TokenLayout layout, ForwardOptions options, HookRun? hooks)
    {
        var rope = _rope.At(layout);
        var mask = AttentionMask.Of(layout, null, Type, Device);
        var real = options.Balance is null ? null : layout.RealIndices();
        return new Pass
        {
            Layout = layout,
            Gradient = is_grad_enabled(),
            Hooks = hooks,
            Balance = options.Balance,
            RealRows = real is null ? null : tensor(real, device: Device),
            Rope = rope,
            LocalRope = ReferenceEquals(_rope, _localRope) ? rope : _localRope.At(layout),
            Mask = mask,
            LocalMask = Config.SlidingWindow is { } window ? AttentionMask.Of(layout, window, Type, Device) : mask,
        };
    }

    private Tensor Logits(Tensor stream, LogitsAt at, Pass pass)
    {
        var whole = pass.Hooks is not null && (pass.Hooks.Wants(HookKind.FinalNorm, 0) || pass.Hooks.Wants(HookKind.Logits, 0));
        if (!whole)
        {
            return Head(_norm.Forward(Chosen(stream, at, pass.Layout), pass.Gradient));
        }

        var normed = pass.Visit(HookKind.FinalNorm, 0, _norm.Forward(stream, pass.Gradient));
        return Chosen(pass.Visit(HookKind.Logits, 0, Head(normed)), at, pass.Layout);
    }

    private Tensor Chosen(Tensor values, LogitsAt at, TokenLayout layout)
    {
        if (at.Rows is { } rows)
        {
            return values.reshape(-1, values.shape[2]).index_select(0, rows);
        }

        if (!ReferenceEquals(at, LogitsAt.Last) || layout.Length == 1)
        {
            return values;
        }

        return layout.HasInputPadding
            ? values.reshape(-1, values.shape[2]).index_select(0, tensor(layout.LastIndices(), device: Device)).unsqueeze(1)
            : values.narrow(1, layout.Length - 1, 1);
    }

    private Tensor Head(Tensor normed)
    {
        var logits = nn.functional.linear(normed, _head ?? _embedding);
        return Config.LogitSoftCap is { } cap ? (logits / Scalars.Of(cap)).tanh() * Scalars.Of(cap) : logits;
    }
}
