namespace Demur.Neural.Templates.Jinja;

/// <summary><c>not value</c>.</summary>
internal sealed record NotExpression(Expression Operand) : Expression
{
    protected override object? Compute(RenderState state) => !Values.IsTrue(Operand.Evaluate(state));
}
