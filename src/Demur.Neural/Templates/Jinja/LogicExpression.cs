namespace Demur.Neural.Templates.Jinja;

/// <summary><c>and</c> or <c>or</c>: the first value that decides, as in Python.</summary>
internal sealed record LogicExpression(Expression Left, Expression Right, bool IsAnd) : Expression
{
    protected override object? Compute(RenderState state)
    {
        var left = Left.Evaluate(state);
        return Values.IsTrue(left) == IsAnd ? Right.Evaluate(state) : left;
    }
}
