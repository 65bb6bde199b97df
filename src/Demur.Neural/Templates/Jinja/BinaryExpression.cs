namespace Demur.Neural.Templates.Jinja;

/// <summary>Two values joined by an arithmetic operator or <c>~</c>.</summary>
internal sealed record BinaryExpression(Expression Left, string Operator, Expression Right) : Expression
{
    protected override object? Compute(RenderState state) => Arithmetic.Apply(Left.Evaluate(state), Operator, Right.Evaluate(state), state);
}
