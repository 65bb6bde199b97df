namespace Demur.Neural.Templates.Jinja;

/// <summary><c>value[start:stop:step]</c>.</summary>
internal sealed record SliceExpression(Expression Target, Expression? Start, Expression? Stop, Expression? Step) : Expression
{
    protected override object? Compute(RenderState state) =>
        Members.Slice(Target.Evaluate(state), Start?.Evaluate(state), Stop?.Evaluate(state), Step?.Evaluate(state), state);
}
