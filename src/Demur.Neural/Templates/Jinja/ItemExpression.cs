namespace Demur.Neural.Templates.Jinja;

/// <summary><c>value[index]</c>.</summary>
internal sealed record ItemExpression(Expression Target, Expression Index) : Expression
{
    protected override object? Compute(RenderState state) => Members.Item(Target.Evaluate(state), Index.Evaluate(state), state);
}
