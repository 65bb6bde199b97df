namespace Demur.Neural.Templates.Jinja;

/// <summary>A chain of comparisons, all of which must hold.</summary>
internal sealed record CompareExpression(Expression First, IReadOnlyList<(string Operator, Expression Operand)> Rest) : Expression
{
    protected override object? Compute(RenderState state)
    {
        var left = First.Evaluate(state);
        foreach (var (sign, operand) in Rest)
        {
            var right = operand.Evaluate(state);
            if (!Arithmetic.Compare(left, sign, right, state))
            {
                return false;
            }

            left = right;
        }

        return true;
    }
}
