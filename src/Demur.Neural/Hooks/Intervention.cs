using static TorchSharp.torch;

namespace Demur.Neural.Hooks;

/// <summary>Something that reads or rewrites values while a model runs, at the places that its patterns name and the tokens that its <see cref="Where"/> selects.</summary>
public abstract class Intervention
{
    /// <summary>Creates an intervention.</summary>
    /// <param name="patterns">Names or patterns of places, such as <c>blocks.*.resid_pre</c>.</param>
    /// <param name="where">The tokens; null for all.</param>
    protected Intervention(IEnumerable<string> patterns, Where? where)
    {
        ArgumentNullException.ThrowIfNull(patterns);
        Patterns = [.. patterns];
        Where = where ?? Where.Everywhere;
    }

    /// <summary>The places, by name or pattern.</summary>
    public IReadOnlyList<string> Patterns { get; }

    /// <summary>The tokens.</summary>
    public Where Where { get; }

    /// <summary>Computes the new value; tokens that are not selected keep the old one whatever is returned.</summary>
    /// <param name="site">The place and the tokens.</param>
    /// <param name="value">The present value, [batch, position, ..] except for attention patterns, [batch, head, position, key]; not to be changed in place.</param>
    /// <returns>A tensor of the same shape, or null to leave the value as it is.</returns>
    protected abstract Tensor? Apply(HookSite site, Tensor value);

    /// <summary>Refuses a model that the intervention does not fit; called when it is bound.</summary>
    /// <param name="model">The model.</param>
    /// <exception cref="DemurException">A head, an expert or a width does not exist there.</exception>
    protected internal virtual void Check(CausalLm model)
    {
    }

    internal virtual Tensor Visit(HookSite site, Tensor value, HookSelection selection, HookRun run)
    {
        var changed = Change(site, value, selection, run);
        if (changed is null || ReferenceEquals(changed, value))
        {
            return value;
        }

        if (!changed.shape.SequenceEqual(value.shape))
        {
            throw new DemurException($"The intervention {GetType().Name} returned [{string.Join(", ", changed.shape)}] at {site.Point.Name}, expected [{string.Join(", ", value.shape)}].");
        }

        return selection.All ? changed : where(Broadcast(selection.Mask!, site, value), changed, value);
    }

    /// <summary>The new value, for interventions of this library that need what lives as long as the forward.</summary>
    internal virtual Tensor? Change(HookSite site, Tensor value, HookSelection selection, HookRun run) => Apply(site, value);

    /// <summary>A mask over [batch, position] in the shape of a value.</summary>
    internal static Tensor Broadcast(Tensor mask, HookSite site, Tensor value)
    {
        var shape = Enumerable.Repeat(1L, (int)value.dim()).ToArray();
        shape[0] = site.Batch;
        shape[site.Point.Kind == HookKind.Pattern ? 2 : 1] = site.Length;
        return mask.view(shape);
    }
}
