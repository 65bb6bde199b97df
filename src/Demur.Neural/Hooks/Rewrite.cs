using static TorchSharp.torch;

namespace Demur.Neural.Hooks;

/// <summary>An intervention given as a function.</summary>
public sealed class Rewrite : Intervention
{
    private readonly Func<HookSite, Tensor, Tensor?> _change;

    private Rewrite(IEnumerable<string> patterns, Func<HookSite, Tensor, Tensor?> change, Where? where)
        : base(patterns, where) => _change = change;

    /// <summary>Calls a function at each place.</summary>
    /// <param name="pattern">Name or pattern of the places.</param>
    /// <param name="change">Gets the place and the value; returns the new value, or null to leave it. It must not change the value in place.</param>
    /// <param name="where">The tokens that take the new value; null for all.</param>
    public static Rewrite At(string pattern, Func<HookSite, Tensor, Tensor?> change, Where? where = null)
    {
        ArgumentNullException.ThrowIfNull(change);
        return new Rewrite([pattern], change, where);
    }

    /// <inheritdoc/>
    protected override Tensor? Apply(HookSite site, Tensor value) => _change(site, value);
}
