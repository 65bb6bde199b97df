namespace Demur.Neural.Templates.Jinja;

/// <summary><c>value | filter</c>.</summary>
internal sealed record FilterExpression(Expression Target, string Name, CallArguments Arguments) : Expression
{
    protected override object? Compute(RenderState state) => Filters.Apply(Name, Target.Evaluate(state), Arguments.Evaluate(Name, state), state);
}
