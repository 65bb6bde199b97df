namespace Demur.Neural.Templates.Jinja;

/// <summary>A list or a tuple written in the template.</summary>
internal sealed record ListExpression(IReadOnlyList<Expression> Items, bool IsTuple) : Expression
{
    protected override object? Compute(RenderState state)
    {
        state.Budget.Charge(Items.Count);
        return new ListValue([.. Items.Select(item => item.Evaluate(state))], IsTuple);
    }
}
