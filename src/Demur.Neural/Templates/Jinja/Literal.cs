namespace Demur.Neural.Templates.Jinja;

/// <summary>A value written in the template.</summary>
internal sealed record Literal(object? Value) : Expression
{
    protected override object? Compute(RenderState state) => Value;
}
