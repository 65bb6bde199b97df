namespace Demur.Neural.Templates.Jinja;

/// <summary>Statements that only stand together.</summary>
internal sealed record BlockStatement(int Line, IReadOnlyList<Statement> Body) : Statement(Line)
{
    protected override void Execute(RenderState state) => RunAll(Body, state);
}
