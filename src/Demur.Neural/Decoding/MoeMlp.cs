using Demur.Neural.Hooks;
using Demur.Neural.Native;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Demur.Neural.Decoding;

/// <summary>Routed experts, of which each token uses a few, and a shared expert that all tokens use.</summary>
internal sealed class MoeMlp
{
    private readonly MoeConfig _moe;
    private readonly ModelConfig _config;
    private readonly int _layer;
    private readonly Linear _router;
    private readonly Parameter? _selectionBias;
    private readonly ExpertMaps _gateUp;
    private readonly ExpertMaps _down;
    private readonly GatedMlp? _shared;
    private readonly Linear? _sharedGate;

    public MoeMlp(WeightRegistry weights, string layerPrefix, int layer, ModelConfig config)
    {
        _config = config;
        _layer = layer;
        _moe = config.Moe!;
        var mixtral = config.Family == ModelFamily.Mixtral;
        var prefix = layerPrefix + (mixtral ? "block_sparse_moe." : "mlp.");
        _router = new Linear(weights, prefix, "gate", config.Width, [("gate", _moe.Experts)], bias: false, config.InitialDeviation);
        _selectionBias = _moe.SelectionBias ? weights.Add($"{prefix}gate.e_score_correction_bias", [_moe.Experts], 0) : null;

        long width = config.Width;
        long inner = _moe.ExpertWidth;
        var (gate, up, down) = mixtral ? ("w1", "w3", "w2") : ("gate_proj", "up_proj", "down_proj");
        _gateUp = new ExpertMaps(weights, $"{prefix}experts.", "gate_up_proj", _moe.Experts, width, [(gate, inner), (up, inner)], config.InitialDeviation);
        _down = new ExpertMaps(weights, $"{prefix}experts.", "down_proj", _moe.Experts, inner, [(down, width)], config.OutputDeviation());
        if (_moe.SharedWidth > 0)
        {
            var shared = config.Family == ModelFamily.DeepSeekMoe ? "shared_experts." : "shared_expert.";
            _shared = new GatedMlp(weights, prefix + shared, _moe.SharedWidth, config);
            _sharedGate = _moe.SharedGate ? new Linear(weights, prefix, "shared_expert_gate", width, [("shared_expert_gate", 1)], bias: false, config.InitialDeviation) : null;
        }
    }

    public IEnumerable<Linear> Linears => [_router, .. _shared?.Linears ?? [], .. _sharedGate is null ? Array.Empty<Linear>() : [_sharedGate]];

    public Linear Router => _router;

    public Parameter? SelectionBias => _selectionBias;

    public Parameter GateUp => _gateUp.Weight;

    public Parameter Down => _down.Weight;

    /// <summary>The maps of the routed experts.</summary>
    public IEnumerable<LinearPart> ExpertParts => _gateUp.Parts.Concat(_down.Parts);

    /// <summary>Whether a routed expert has an adapter.</summary>
    public bool HasAdaptedExperts => _gateUp.IsAdapted || _down.IsAdapted;

    public GatedMlp? Shared => _shared;

    public Linear? SharedGate => _sharedGate;

    /// <summary>Routes and computes.</summary>
    /// <param name="input">[batch, position, width].</param>
    /// <param name="pass">The running forward.</param>
    /// <returns>[batch, position, width].</returns>
    public Tensor Forward(Tensor input, Pass pass)
    {
        var rows = input.reshape(-1, _config.Width);
        var (weights, experts, dense) = Route(rows, pass);
        var routed = dense is null ? Compute(rows, Assignments(experts!), weights.reshape(-1), pass) : Compute(rows, Assignments(dense), dense.reshape(-1), pass);
        if (_shared is not null)
        {
            var shared = _shared.Project(_shared.Activate(rows, pass.Gradient));
            routed = routed.add(_sharedGate is null ? shared : shared * _sharedGate.Forward(rows).sigmoid(), Scalars.One);
        }

        return routed.view(input.shape);
    }

    private (Tensor Weights, Tensor? Experts, Tensor? Dense) Route(Tensor rows, Pass pass)
    {
        var logits = _router.Forward(rows).Wide();
        var scores = _moe.Sigmoid ? logits.sigmoid() : logits.softmax(-1);
        var choice = _selectionBias is null ? scores : scores.add(_selectionBias, Scalars.One);
        if (pass.Hooks is { } hooks)
        {
            choice = hooks.Visit(HookKind.RouterScores, _layer, choice.view(pass.Batch, pass.Length, _moe.Experts)).reshape(-1, _moe.Experts);
        }

        var (_, experts) = choice.topk(_moe.TopK, -1, largest: true, sorted: true);
        var weights = scores.gather(1, experts);
        if (_moe.Normalise)
        {
            weights = weights / (weights.sum(-1, keepdim: true) + Scalars.Of(1e-20));
        }

        weights = _moe.Scale == 1 ? weights : weights * Scalars.Of(_moe.Scale);
        weights = weights.to(rows.dtype);
        pass.Balance?.Add(scores, experts, _moe.TopK, pass);
        if (pass.Hooks is null || !pass.Hooks.Wants(HookKind.Router, _layer))
        {
            return (weights, experts, null);
        }

        var dense = zeros([rows.shape[0], _moe.Experts], dtype: rows.dtype, device: rows.device).scatter(1, experts, weights);
        dense = pass.Hooks.Visit(HookKind.Router, _layer, dense.view(pass.Batch, pass.Length, _moe.Experts)).reshape(-1, _moe.Experts);
        return (weights, null, dense);
    }

    /// <summary>For each expert the rows that use it and where their weights lie in the flat list, rows in ascending order.</summary>
    private (List<int>[] Rows, List<int>[] Weights) Assignments(Tensor table)
    {
        var rows = Enumerable.Range(0, _moe.Experts).Select(_ => new List<int>()).ToArray();
        var weights = Enumerable.Range(0, _moe.Experts).Select(_ => new List<int>()).ToArray();
        var columns = (int)table.shape[1];
        using var quiet = no_grad();
        using var plain = table.detach().cpu().contiguous();
        var chosen = plain.dtype == ScalarType.Int64;
        using var wide = chosen ? plain.alias() : plain.to(ScalarType.Float32);
        var indices = chosen ? wide.data<long>().ToArray() : null;
        var values = chosen ? null : wide.data<float>().ToArray();
        for (var position = 0; position < (indices?.Length ?? values!.Length); position++)
        {
            var expert = indices is not null ? (int)indices[position] : position % columns;
            if (values is null || values[position] != 0)
            {
                rows[expert].Add(position / columns);
                weights[expert].Add(position);
            }
        }

        return (rows, weights);
    }

    private Tensor Compute(Tensor rows, (List<int>[] Rows, List<int>[] Weights) assigned, Tensor flatWeights, Pass pass)
    {
        var result = zeros_like(rows);
        var order = assigned.Rows.SelectMany(list => list).Select(row => (long)row).ToArray();
        if (order.Length == 0)
        {
            return result;
        }

        var at = tensor(order, device: rows.device);
        var weightAt = tensor(assigned.Weights.SelectMany(list => list).Select(index => (long)index).ToArray(), device: rows.device);
        var inputs = rows.index_select(0, at);
        var outputs = new List<Tensor>();
        var first = 0L;
        for (var expert = 0; expert < _moe.Experts; expert++)
        {
            var count = assigned.Rows[expert].Count;
            if (count > 0)
            {
                outputs.Add(Expert(inputs.narrow(0, first, count), expert, pass.Gradient));
                first += count;
            }
        }

        var together = outputs.Count == 1 ? outputs[0] : cat(outputs, 0);
        var weighted = together * flatWeights.index_select(0, weightAt).unsqueeze(-1);
        return pass.Gradient ? result.index_add(0, at, weighted, Scalars.Of(1L)) : result.index_add_(0, at, weighted, Scalars.Of(1L));
    }

    private Tensor Expert(Tensor rows, int expert, bool gradient)
    {
        var both = _gateUp.Forward(rows, expert);
        return _down.Forward(GatedMlp.Gated(both, _moe.ExpertWidth, _config.Activation, gradient), expert);
    }
}
