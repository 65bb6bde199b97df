namespace Demur.Neural.Templates.Jinja;

/// <summary><c>if</c> with its further branches.</summary>
internal sealed record IfStatement(int Line, IReadOnlyList<(Expression? Condition, IReadOnlyList<Statement> Body)> Branches) : Statement(Line)
{
    protected override void Execute(RenderState state)
    {
        foreach (var (condition, body) in Branches)
        {
            if (condition is null || Values.IsTrue(condition.Evaluate(state)))
            {
                RunAll(body, state);
                return;
            }
        }
    }
}
