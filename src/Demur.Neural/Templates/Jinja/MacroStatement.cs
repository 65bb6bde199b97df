namespace Demur.Neural.Templates.Jinja;

/// <summary>The definition of a macro, which sees the outermost names and its parameters.</summary>
internal sealed record MacroStatement(int Line, string Name, IReadOnlyList<(string Name, Expression? Default)> Parameters, IReadOnlyList<Statement> Body) : Statement(Line)
{
    protected override void Execute(RenderState state) => state.Set(Name, (Function)Call);

    private string Call(Arguments arguments, RenderState state)
    {
        state.Budget.Step();
        var line = state.Line;
        var values = Parameters.Select((parameter, place) => arguments.TryGet(place, parameter.Name, out var value) ? value : parameter.Default?.Evaluate(state) ?? new Undefined(parameter.Name)).ToList();
        var hidden = state.HideInner();
        try
        {
            state.Push();
            for (var i = 0; i < values.Count; i++)
            {
                state.Set(Parameters[i].Name, values[i]);
            }

            return Assignment.Captured(Body, state);
        }
        finally
        {
            state.Restore(hidden);
            state.Line = line;
        }
    }
}
