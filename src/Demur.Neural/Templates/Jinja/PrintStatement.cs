namespace Demur.Neural.Templates.Jinja;

/// <summary><c>{{ value }}</c>.</summary>
internal sealed record PrintStatement(int Line, Expression Value) : Statement(Line)
{
    protected override void Execute(RenderState state) => state.Write(Values.Print(Value.Evaluate(state), state.Budget));
}
