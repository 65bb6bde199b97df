namespace Demur.Neural.Templates.Jinja;

/// <summary><c>value if condition else other</c>.</summary>
internal sealed record ChoiceExpression(Expression Then, Expression Condition, Expression? Else) : Expression
{
    protected override object? Compute(RenderState state) =>
        Values.IsTrue(Condition.Evaluate(state)) ? Then.Evaluate(state) : Else is null ? new Undefined("") : Else.Evaluate(state);
}
