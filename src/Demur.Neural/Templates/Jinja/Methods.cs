namespace Demur.Neural.Templates.Jinja;

/// <summary>The methods that strings and mappings have in templates; Python's by name and effect.</summary>
internal static class Methods
{
    private static readonly Dictionary<string, Func<string, Arguments, RenderState, object?>> OfStrings = new(StringComparer.Ordinal)
    {
        ["strip"] = (text, arguments, state) => text.Trim(Characters(arguments, state)),
        ["lstrip"] = (text, arguments, state) => text.TrimStart(Characters(arguments, state)),
        ["rstrip"] = (text, arguments, state) => text.TrimEnd(Characters(arguments, state)),
        ["upper"] = (text, _, _) => text.ToUpperInvariant(),
        ["lower"] = (text, _, _) => text.ToLowerInvariant(),
        ["title"] = (text, _, _) => TextCase.Title(text),
        ["capitalize"] = (text, _, _) => TextCase.Capitalize(text),
        ["startswith"] = (text, arguments, state) => Any(arguments, state, prefix => text.StartsWith(prefix, StringComparison.Ordinal)),
        ["endswith"] = (text, arguments, state) => Any(arguments, state, suffix => text.EndsWith(suffix, StringComparison.Ordinal)),
        ["split"] = (text, arguments, state) => Split(text, arguments, state, fromRight: false),
        ["rsplit"] = (text, arguments, state) => Split(text, arguments, state, fromRight: true),
        ["splitlines"] = (text, _, _) => new ListValue([.. (text.EndsWith('\n') ? text[..^1] : text).Split('\n')]),
        ["replace"] = Replace,
        ["join"] = (text, arguments, state) => Filters.Join(arguments.Get(0, "iterable"), text, null, state),
        ["find"] = (text, arguments, state) => (long)text.IndexOf(arguments.Text(0, "sub", state), StringComparison.Ordinal),
        ["rfind"] = (text, arguments, state) => (long)text.LastIndexOf(arguments.Text(0, "sub", state), StringComparison.Ordinal),
        ["count"] = (text, arguments, state) => arguments.Text(0, "sub", state) is { Length: > 0 } part ? text.AsSpan().Count(part) : text.Length + 1L,
        ["isdigit"] = (text, _, _) => text.Length > 0 && text.All(char.IsDigit),
        ["isalpha"] = (text, _, _) => text.Length > 0 && text.All(char.IsLetter),
        ["isspace"] = (text, _, _) => text.Length > 0 && text.All(char.IsWhiteSpace),
        ["removeprefix"] = (text, arguments, state) => arguments.Text(0, "prefix", state) is var prefix && text.StartsWith(prefix, StringComparison.Ordinal) ? text[prefix.Length..] : text,
        ["removesuffix"] = (text, arguments, state) => arguments.Text(0, "suffix", state) is var suffix && text.EndsWith(suffix, StringComparison.Ordinal) ? text[..^suffix.Length] : text,
    };

    private static readonly Dictionary<string, Func<MapValue, Arguments, RenderState, object?>> OfMaps = new(StringComparer.Ordinal)
    {
        ["items"] = (map, _, _) => new ListValue([.. map.Entries.Select(entry => new ListValue([entry.Key, entry.Value], IsTuple: true))]),
        ["keys"] = (map, _, _) => new ListValue([.. map.Entries.Select(entry => entry.Key)]),
        ["values"] = (map, _, _) => new ListValue([.. map.Entries.Select(entry => entry.Value)]),
        ["get"] = (map, arguments, state) => map.TryGet(arguments.Text(0, "key", state), out var value) ? value : arguments.Get(1, "default"),
    };

    public static Function? Find(object? target, string name) => target switch
    {
        string text when OfStrings.TryGetValue(name, out var method) => (arguments, state) => Charged(method(text, arguments, state), text.Length, state),
        MapValue map when OfMaps.TryGetValue(name, out var method) => (arguments, state) => Charged(method(map, arguments, state), map.Count, state),
        _ => null,
    };

    private static object? Charged(object? result, int cost, RenderState state)
    {
        state.Budget.Charge(cost + ((result as string)?.Length ?? 0));
        return result;
    }

    private static char[]? Characters(Arguments arguments, RenderState state) =>
        arguments.Get(0, "chars") is null ? null : arguments.Text(0, "chars", state).ToCharArray();

    private static bool Any(Arguments arguments, RenderState state, Predicate<string> matches) => arguments.Get(0, "prefix") is ListValue list
        ? list.Items.OfType<string>().Any(item => matches(item))
        : matches(arguments.Text(0, "prefix", state));

    private static string Replace(string text, Arguments arguments, RenderState state)
    {
        var (old, with, count) = (arguments.Text(0, "old", state), arguments.Text(1, "new", state), arguments.Whole(2, "count", state, -1));
        return Filters.Replace(text, old, with, count, state);
    }

    private static ListValue Split(string text, Arguments arguments, RenderState state, bool fromRight)
    {
        var limit = arguments.Whole(1, "maxsplit", state, -1);
        state.Budget.Charge(text.Length);
        if (arguments.Get(0, "sep") is null)
        {
            return new ListValue([.. text.Split((char[]?)null, limit < 0 ? int.MaxValue : limit + 1, StringSplitOptions.RemoveEmptyEntries)]);
        }

        var separator = arguments.Text(0, "sep", state);
        if (separator.Length == 0)
        {
            throw state.Error("'split' was given an empty separator");
        }

        var parts = text.Split(separator);
        if (limit >= 0 && parts.Length > limit + 1)
        {
            parts = fromRight
                ? [string.Join(separator, parts[..^limit]), .. parts[^limit..]]
                : [.. parts[..limit], string.Join(separator, parts[limit..])];
        }

        return new ListValue(parts);
    }
}
