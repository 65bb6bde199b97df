using Demur.Neural.Decoding;
using static TorchSharp.torch;

namespace Demur.Neural.Hooks;

/// <summary>The interventions of one running forward. Tensors made once a forward (masks, directions) live until it ends.</summary>
internal sealed class HookRun(HookPlan plan, TokenLayout layout, ForwardPhase phase) : IDisposable
{
    private readonly Dictionary<Where, HookSelection> _selections = [];
    private readonly Dictionary<object, Tensor> _shared = new(ReferenceEqualityComparer.Instance);

    public CausalLm Model => plan.Model;

    public bool Wants(HookKind kind, int layer) => plan.At(kind, layer) is not null;

    public bool WantsAny(int layer, params ReadOnlySpan<HookKind> kinds)
    {
        foreach (var kind in kinds)
        {
            if (Wants(kind, layer))
            {
                return true;
            }
        }

        return false;
    }

    public Tensor Visit(HookKind kind, int layer, Tensor value)
    {
        if (plan.At(kind, layer) is not { } interventions)
        {
            return value;
        }

        var site = new HookSite(plan.Model.Hooks.Point(kind, layer), layout, phase);
        foreach (var intervention in interventions)
        {
            var selection = Selection(intervention.Where, site);
            if (selection.Count > 0)
            {
                value = intervention.Visit(site, value, selection, this);
            }
        }

        return value;
    }

    /// <summary>A tensor that an intervention needs at many places of one forward.</summary>
    public Tensor Shared(object key, Func<Tensor> make)
    {
        if (!_shared.TryGetValue(key, out var tensor))
        {
            tensor = make().DetachFromDisposeScope();
            _shared.Add(key, tensor);
        }

        return tensor;
    }

    public void Dispose()
    {
        foreach (var tensor in _shared.Values)
        {
            tensor.Dispose();
        }

        foreach (var selection in _selections.Values)
        {
            selection.Mask?.Dispose();
            selection.Indices?.Dispose();
        }
    }

    private HookSelection Selection(Where where, HookSite site)
    {
        if (!_selections.TryGetValue(where, out var selection))
        {
            selection = Select(where.Evaluate(site), ReferenceEquals(where, Where.Everywhere));
            _selections.Add(where, selection);
        }

        return selection;
    }

    private HookSelection Select(bool[] touched, bool everywhere)
    {
        using var scope = NewDisposeScope();
        var rows = Enumerable.Range(0, layout.Batch).Select(row => touched.AsSpan(row * layout.Length, layout.Length).Count(true)).ToArray();
        var count = rows.Sum();
        if (count == 0 || count == touched.Length)
        {
            return new HookSelection(count, count > 0, null, null, rows);
        }

        var mask = tensor(touched, [layout.Batch, layout.Length], device: Model.Device).DetachFromDisposeScope();
        long[] indices = [.. Enumerable.Range(0, touched.Length).Where(index => touched[index]).Select(index => (long)index)];
        return new HookSelection(count, everywhere, mask, tensor(indices, device: Model.Device).DetachFromDisposeScope(), rows);
    }
}
