namespace Demur.Neural.Templates.Jinja;

/// <summary>A body whose text goes through a filter.</summary>
internal sealed record FilterBlockStatement(int Line, string Name, CallArguments Arguments, IReadOnlyList<Statement> Body) : Statement(Line)
{
    protected override void Execute(RenderState state) =>
        state.Write(Values.Print(Filters.Apply(Name, Assignment.Captured(Body, state), Arguments.Evaluate(Name, state), state), state.Budget));
}
