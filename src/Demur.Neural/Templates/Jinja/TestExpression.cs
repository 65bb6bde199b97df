namespace Demur.Neural.Templates.Jinja;

/// <summary><c>value is test</c>.</summary>
internal sealed record TestExpression(Expression Target, string Name, CallArguments Arguments, bool Negated) : Expression
{
    protected override object? Compute(RenderState state) => Tests.Holds(Name, Target.Evaluate(state), Arguments.Evaluate(Name, state), state) != Negated;
}
