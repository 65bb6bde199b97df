using System.Text;

namespace Demur.Neural.Templates.Jinja;

/// <summary>How values come under names, and text into values.</summary>
internal static class Assignment
{
    /// <summary>Puts a value under a name, its parts under several names, or under a member of a namespace.</summary>
    public static void Assign(IReadOnlyList<string> names, string? member, object? value, RenderState state)
    {
        if (member is not null)
        {
            var space = state.Find(names[0]) as MapValue;
            (space is { IsNamespace: true } ? space : throw state.Error($"'{names[0]}' is no namespace, so '{member}' cannot be set in it"))[member] = value;
        }
        else if (names.Count == 1)
        {
            state.Set(names[0], value);
        }
        else
        {
            var parts = Filters.Items(value, state);
            for (var i = 0; i < names.Count; i++)
            {
                state.Set(names[i], parts.Count == names.Count ? parts[i] : throw state.Error($"{parts.Count} values were given to {names.Count} names"));
            }
        }
    }

    /// <summary>The text that statements write, without writing it.</summary>
    public static string Captured(IReadOnlyList<Statement> body, RenderState state)
    {
        var output = state.Output;
        state.Output = new StringBuilder();
        try
        {
            Statement.RunAll(body, state);
            return state.Output.ToString();
        }
        finally
        {
            state.Output = output;
        }
    }
}
