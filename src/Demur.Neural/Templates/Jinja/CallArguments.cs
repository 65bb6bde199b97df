namespace Demur.Neural.Templates.Jinja;

/// <summary>The arguments of a call as they are written.</summary>
internal sealed record CallArguments(IReadOnlyList<Expression> Positional, IReadOnlyList<(string Name, Expression Value)> Named)
{
    public static CallArguments None { get; } = new([], []);

    public Arguments Evaluate(string callee, RenderState state)
    {
        var named = Named.Count == 0 ? Arguments.NoNames : Named.GroupBy(argument => argument.Name, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.Last().Value.Evaluate(state), StringComparer.Ordinal);
        return new Arguments(callee, [.. Positional.Select(argument => argument.Evaluate(state))], named);
    }
}
