namespace Demur.Neural.Templates.Jinja;

/// <summary>A call of a function, a macro or a method.</summary>
internal sealed record CallExpression(Expression Target, CallArguments Arguments) : Expression
{
    protected override object? Compute(RenderState state)
    {
        var name = Target is MemberExpression member ? member.Name : Target is NameExpression variable ? variable.Name : "call";
        return Target.Evaluate(state) is Function function
            ? function(Arguments.Evaluate(name, state), state)
            : throw state.Error($"'{name}' is not a function that templates have");
    }
}
