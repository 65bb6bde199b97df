namespace Demur.Neural.Templates.Jinja;

/// <summary>The arguments of a call, by place and by name.</summary>
internal sealed record Arguments(string Callee, IReadOnlyList<object?> Positional, IReadOnlyDictionary<string, object?> Named)
{
    public static IReadOnlyDictionary<string, object?> NoNames { get; } = new Dictionary<string, object?>(StringComparer.Ordinal);

    public bool TryGet(int place, string name, out object? value)
    {
        value = place < Positional.Count ? Positional[place] : null;
        return place < Positional.Count || Named.TryGetValue(name, out value);
    }

    public object? Get(int place, string name, object? fallback = null) => TryGet(place, name, out var value) ? value : fallback;

    public string Text(int place, string name, RenderState state, string? fallback = null) => TryGet(place, name, out var value)
        ? value as string ?? throw state.Error($"'{Callee}' was given {Values.TypeName(value)}; expected a string")
        : fallback ?? throw state.Error($"'{Callee}' needs the argument '{name}'");

    public int Whole(int place, string name, RenderState state, int fallback) => !TryGet(place, name, out var value) ? fallback
        : value is long number && number is >= int.MinValue and <= int.MaxValue ? (int)number
        : value is bool flag ? flag ? 1 : 0
        : throw state.Error($"'{Callee}' was given {Values.TypeName(value)}; expected a whole number");
}
