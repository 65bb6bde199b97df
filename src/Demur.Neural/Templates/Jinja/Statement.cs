namespace Demur.Neural.Templates.Jinja;

/// <summary>A part of a template that does something.</summary>
internal abstract record Statement(int Line)
{
    public void Run(RenderState state)
    {
        state.Budget.Step();
        state.Line = Line;
        Execute(state);
    }

    /// <summary>Runs statements until one of them leaves the loop around them.</summary>
    public static void RunAll(IReadOnlyList<Statement> body, RenderState state)
    {
        foreach (var statement in body)
        {
            statement.Run(state);
            if (state.Signal != LoopSignal.None)
            {
                return;
            }
        }
    }

    protected abstract void Execute(RenderState state);
}
