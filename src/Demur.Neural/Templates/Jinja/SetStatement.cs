namespace Demur.Neural.Templates.Jinja;

/// <summary><c>set</c> with a value.</summary>
internal sealed record SetStatement(int Line, IReadOnlyList<string> Names, string? Member, Expression Value) : Statement(Line)
{
    protected override void Execute(RenderState state) => Assignment.Assign(Names, Member, Value.Evaluate(state), state);
}
