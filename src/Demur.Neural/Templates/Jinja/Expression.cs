namespace Demur.Neural.Templates.Jinja;

/// <summary>A part of a template that has a value.</summary>
internal abstract record Expression
{
    public object? Evaluate(RenderState state)
    {
        state.Budget.Step();
        return Compute(state);
    }

    protected abstract object? Compute(RenderState state);
}
