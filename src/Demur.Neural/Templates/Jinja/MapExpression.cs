namespace Demur.Neural.Templates.Jinja;

/// <summary>A mapping written in the template.</summary>
internal sealed record MapExpression(IReadOnlyList<(Expression Key, Expression Value)> Entries) : Expression
{
    protected override object? Compute(RenderState state)
    {
        state.Budget.Charge(Entries.Count);
        var map = new MapValue();
        foreach (var (key, value) in Entries)
        {
            map[key.Evaluate(state) as string ?? throw state.Error("a mapping's key is not a string")] = value.Evaluate(state);
        }

        return map;
    }
}
