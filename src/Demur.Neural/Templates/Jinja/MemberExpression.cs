namespace Demur.Neural.Templates.Jinja;

/// <summary><c>value.name</c>.</summary>
internal sealed record MemberExpression(Expression Target, string Name) : Expression
{
    protected override object? Compute(RenderState state) => Members.Attribute(Target.Evaluate(state), Name, state);
}
