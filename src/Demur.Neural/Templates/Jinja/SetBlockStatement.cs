namespace Demur.Neural.Templates.Jinja;

/// <summary><c>set</c> with a body whose text becomes the value.</summary>
internal sealed record SetBlockStatement(int Line, string Name, IReadOnlyList<Statement> Body) : Statement(Line)
{
    protected override void Execute(RenderState state) => state.Set(Name, Assignment.Captured(Body, state));
}
