namespace Demur.Neural.Hooks;

/// <summary>Interventions that are in force until the scope is disposed, in the flow of execution that opened it and in no other.</summary>
public sealed class HookScope : IDisposable
{
    private readonly AsyncLocal<HookScope?> _current;
    private readonly HookScope? _outer;
    private readonly HookPlan _own;
    private readonly HookPlan _merged;
    private volatile bool _closed;

    private HookScope(AsyncLocal<HookScope?> current, HookScope? outer, HookPlan own)
    {
        _current = current;
        _outer = outer;
        _own = own;
        _merged = Effective(outer)?.Then(own) ?? own;
    }

    /// <summary>Ends the interventions; scopes may end in any order.</summary>
    public void Dispose()
    {
        _closed = true;
        var open = _current.Value;
        while (open is { _closed: true })
        {
            open = open._outer;
        }

        _current.Value = open;
    }

    internal static HookScope Open(AsyncLocal<HookScope?> current, HookPlan plan)
    {
        var scope = new HookScope(current, current.Value, plan);
        current.Value = scope;
        return scope;
    }

    internal static HookPlan? Effective(HookScope? innermost)
    {
        if (innermost is null)
        {
            return null;
        }

        var anyClosed = false;
        for (var scope = innermost; scope is not null; scope = scope._outer)
        {
            anyClosed |= scope._closed;
        }

        if (!anyClosed)
        {
            return innermost._merged;
        }

        var outer = Effective(innermost._outer);
        return innermost._closed ? outer : outer?.Then(innermost._own) ?? innermost._own;
    }
}
