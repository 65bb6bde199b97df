namespace Demur.Neural.Templates.Jinja;

/// <summary><c>for</c>, with its condition and what runs where nothing is left to go through.</summary>
internal sealed record ForStatement(int Line, IReadOnlyList<string> Names, Expression Source, Expression? Filter, IReadOnlyList<Statement> Body, IReadOnlyList<Statement> Else) : Statement(Line)
{
    protected override void Execute(RenderState state)
    {
        var items = Filters.Items(Source.Evaluate(state), state);
        if (Filter is not null)
        {
            items = [.. items.Where(item => Passes(item, state))];
        }

        if (items.Count == 0)
        {
            RunAll(Else, state);
            return;
        }

        for (var i = 0; i < items.Count && state.Signal != LoopSignal.Break; i++)
        {
            state.Budget.Step();
            state.Push();
            state.Set("loop", Loop(items, i));
            Assignment.Assign(Names, null, items[i], state);
            RunAll(Body, state);
            state.Pop();
            state.Signal = state.Signal == LoopSignal.Continue ? LoopSignal.None : state.Signal;
        }

        state.Signal = LoopSignal.None;
    }

    private static MapValue Loop(IReadOnlyList<object?> items, int index)
    {
        var loop = new MapValue(isNamespace: true)
        {
            ["index"] = index + 1L,
            ["index0"] = (long)index,
            ["revindex"] = (long)items.Count - index,
            ["revindex0"] = items.Count - index - 1L,
            ["first"] = index == 0,
            ["last"] = index == items.Count - 1,
            ["length"] = (long)items.Count,
            ["previtem"] = index > 0 ? items[index - 1] : new Undefined("previtem"),
            ["nextitem"] = index + 1 < items.Count ? items[index + 1] : new Undefined("nextitem"),
        };
        loop["cycle"] = (Function)((arguments, state) => arguments.Positional.Count > 0 ? arguments.Positional[index % arguments.Positional.Count] : throw state.Error("'cycle' was given nothing"));
        return loop;
    }

    private bool Passes(object? item, RenderState state)
    {
        state.Push();
        Assignment.Assign(Names, null, item, state);
        var passes = Values.IsTrue(Filter!.Evaluate(state));
        state.Pop();
        return passes;
    }
}
