namespace Demur.Neural.Templates.Jinja;

/// <summary>A sign before a number.</summary>
internal sealed record SignExpression(Expression Operand, bool Negative) : Expression
{
    protected override object? Compute(RenderState state) => Operand.Evaluate(state) switch
    {
        long number => (object)(Negative ? unchecked(-number) : number),
        double number => Negative ? -number : number,
        bool flag => Negative ? flag ? -1L : 0L : flag ? 1L : 0L,
        var other => throw state.Error($"a sign stands before {Values.TypeName(other)}; expected a number"),
    };
}
