using System.Globalization;
using System.Text;

namespace Demur.Neural.Templates.Jinja;

/// <summary>The filters that templates use: <c>value | name(arguments)</c>.</summary>
internal static class Filters
{
    private delegate object? Filter(object? value, Arguments arguments, RenderState state);

    private static readonly Dictionary<string, Filter> Known = new(StringComparer.Ordinal)
    {
        ["trim"] = (value, arguments, state) => Text(value, state).Trim(arguments.Get(0, "chars") is string characters ? characters.ToCharArray() : null),
        ["tojson"] = (value, arguments, state) => new JsonText(arguments, state).Write(value),
        ["length"] = (value, _, state) => Length(value, state),
        ["count"] = (value, _, state) => Length(value, state),
        ["join"] = (value, arguments, state) => Join(value, arguments.Text(0, "d", state, ""), arguments.Get(1, "attribute") as string, state),
        ["upper"] = (value, _, state) => Text(value, state).ToUpperInvariant(),
        ["lower"] = (value, _, state) => Text(value, state).ToLowerInvariant(),
        ["title"] = (value, _, state) => TextCase.Title(Text(value, state)),
        ["capitalize"] = (value, _, state) => TextCase.Capitalize(Text(value, state)),
        ["default"] = Default,
        ["d"] = Default,
        ["selectattr"] = (value, arguments, state) => SelectByAttribute(value, arguments, state, keep: true),
        ["rejectattr"] = (value, arguments, state) => SelectByAttribute(value, arguments, state, keep: false),
        ["select"] = (value, arguments, state) => Select(value, arguments, state, keep: true),
        ["reject"] = (value, arguments, state) => Select(value, arguments, state, keep: false),
        ["map"] = Map,
        ["list"] = (value, _, state) => new ListValue(Items(value, state)),
        ["first"] = (value, _, state) => Items(value, state) is { Count: > 0 } items ? items[0] : new Undefined("first"),
        ["last"] = (value, _, state) => Items(value, state) is { Count: > 0 } items ? items[^1] : new Undefined("last"),
        ["string"] = (value, _, state) => Values.Print(value, state.Budget),
        ["int"] = Whole,
        ["float"] = (value, arguments, _) => value is string text ? double.TryParse(text, CultureInfo.InvariantCulture, out var number) ? number : arguments.Get(0, "default", 0.0) : Values.Number(value),
        ["items"] = (value, arguments, state) => value is Undefined ? new ListValue([]) : Methods.Find(value as MapValue ?? throw state.Error($"'items' was given {Values.TypeName(value)}"), "items")!(arguments, state),
        ["dictsort"] = (value, _, state) => new ListValue([.. Map(value, state).Entries.OrderBy(entry => entry.Key, StringComparer.OrdinalIgnoreCase).Select(entry => new ListValue([entry.Key, entry.Value], IsTuple: true))]),
        ["replace"] = (value, arguments, state) => Replace(Text(value, state), arguments.Text(0, "old", state), arguments.Text(1, "new", state), arguments.Whole(2, "count", state, -1), state),
        ["indent"] = Indent,
        ["safe"] = (value, _, _) => value,
        ["escape"] = (value, _, state) => Escape(Text(value, state)),
        ["e"] = (value, _, state) => Escape(Text(value, state)),
        ["reverse"] = (value, _, state) => value is string text ? new string([.. text.Reverse()]) : new ListValue([.. Items(value, state).Reverse()]),
        ["unique"] = Unique,
        ["sort"] = Sort,
        ["abs"] = (value, _, _) => value is long number ? number == long.MinValue ? number : Math.Abs(number) : Math.Abs(Values.Number(value)),
        ["round"] = (value, arguments, state) => Math.Round(Values.Number(value), Math.Clamp(arguments.Whole(0, "precision", state, 0), 0, 15), MidpointRounding.ToEven),
        ["sum"] = (value, _, state) => Items(value, state).Aggregate((object?)0L, (total, item) => Arithmetic.Apply(total, "+", item, state)),
        ["min"] = (value, _, state) => Extreme(value, state, sign: -1),
        ["max"] = (value, _, state) => Extreme(value, state, sign: 1),
    };

    public static object? Apply(string name, object? value, Arguments arguments, RenderState state)
    {
        if (!Known.TryGetValue(name, out var filter))
        {
            throw state.Error($"there is no filter '{name}'{Nearest(name, Known.Keys)}");
        }

        state.Budget.Charge(value is string text ? text.Length : 1);
        var result = filter(value, arguments, state);
        state.Budget.Charge(result is string made ? made.Length : 1);
        return result;
    }

    public static string Nearest(string name, IEnumerable<string> known) =>
        Names.Nearest(name, known) is { Count: > 0 } near ? $"; did you mean {string.Join(" or ", near)}?" : "";

    /// <summary>What a loop or a list filter goes through.</summary>
    public static IReadOnlyList<object?> Items(object? value, RenderState state)
    {
        switch (value)
        {
            case ListValue list:
                state.Budget.Charge(list.Items.Count);
                return list.Items;
            case MapValue map:
                state.Budget.Charge(map.Count);
                return [.. map.Entries.Select(entry => entry.Key)];
            case string text:
                state.Budget.Charge(text.Length);
                return [.. text.EnumerateRunes().Select(rune => rune.ToString())];
            case Undefined:
                return [];
            default:
                throw state.Error($"{Values.TypeName(value)} cannot be gone through; expected a list, a mapping or a string");
        }
    }

    public static string Join(object? value, string separator, string? attribute, RenderState state)
    {
        var text = new StringBuilder();
        var first = true;
        foreach (var item in Items(value, state))
        {
            var part = Values.Print(attribute is null ? item : Members.Item(item, attribute, state), state.Budget);
            state.Budget.Charge(part.Length + separator.Length);
            text.Append(first ? "" : separator).Append(part);
            first = false;
        }

        return text.ToString();
    }

    public static string Replace(string text, string old, string with, int count, RenderState state)
    {
        if (old.Length == 0)
        {
            throw state.Error("'replace' was given nothing to look for");
        }

        var result = new StringBuilder();
        var done = 0;
        for (int at; count != 0 && (at = text.IndexOf(old, done, StringComparison.Ordinal)) >= 0; count--)
        {
            state.Budget.Charge(with.Length + 1L);
            result.Append(text, done, at - done).Append(with);
            done = at + old.Length;
        }

        return done == 0 ? text : result.Append(text, done, text.Length - done).ToString();
    }

    private static string Text(object? value, RenderState state) => Values.Print(value, state.Budget);

    private static MapValue Map(object? value, RenderState state) => value as MapValue ?? throw state.Error($"a mapping was expected in place of {Values.TypeName(value)}");

    private static long Length(object? value, RenderState state) => value switch
    {
        string text => text.EnumerateRunes().Count(),
        ListValue list => list.Items.Count,
        MapValue map => map.Count,
        Undefined => 0,
        _ => throw state.Error($"{Values.TypeName(value)} has no length"),
    };

    private static object? Default(object? value, Arguments arguments, RenderState state) =>
        value is Undefined || (Values.IsTrue(arguments.Get(1, "boolean")) && !Values.IsTrue(value)) ? arguments.Get(0, "default_value", "") : value;

    private static object? Whole(object? value, Arguments arguments, RenderState state) => value switch
    {
        string text => long.TryParse(text.Trim(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : arguments.Get(0, "default", 0L),
        double number => double.IsFinite(number) && Math.Abs(number) < 9e18 ? (long)number : arguments.Get(0, "default", 0L),
        long or bool => (long)Values.Number(value),
        _ => arguments.Get(0, "default", 0L),
    };

    private static ListValue SelectByAttribute(object? value, Arguments arguments, RenderState state, bool keep)
    {
        var attribute = arguments.Text(0, "attribute", state);
        return new ListValue([.. Items(value, state).Where(item => Passes(Members.Item(item, attribute, state), arguments, 1, state) == keep)]);
    }

    private static ListValue Select(object? value, Arguments arguments, RenderState state, bool keep) =>
        new([.. Items(value, state).Where(item => Passes(item, arguments, 0, state) == keep)]);

    private static bool Passes(object? value, Arguments arguments, int first, RenderState state) => arguments.Positional.Count <= first
        ? Values.IsTrue(value)
        : Tests.Holds(arguments.Text(first, "test", state), value, arguments with { Positional = [.. arguments.Positional.Skip(first + 1)] }, state);

    private static ListValue Map(object? value, Arguments arguments, RenderState state)
    {
        if (arguments.Named.TryGetValue("attribute", out var named) && named is string attribute)
        {
            var fallback = arguments.Named.GetValueOrDefault("default");
            return new ListValue([.. Items(value, state).Select(item => Members.Item(item, attribute, state) is var member && member is Undefined && fallback is not null ? fallback : member)]);
        }

        var rest = arguments with { Positional = [.. arguments.Positional.Skip(1)] };
        return new ListValue([.. Items(value, state).Select(item => Apply(arguments.Text(0, "filter", state), item, rest, state))]);
    }

    private static string Indent(object? value, Arguments arguments, RenderState state)
    {
        var margin = arguments.Get(0, "width") is string text ? text : new string(' ', Math.Clamp(arguments.Whole(0, "width", state, 4), 0, 1000));
        var lines = Text(value, state).Split('\n');
        state.Budget.Charge((long)lines.Length * margin.Length);
        var indented = lines.Select((line, index) => (index == 0 && !Values.IsTrue(arguments.Get(1, "first"))) || (line.Length == 0 && !Values.IsTrue(arguments.Get(2, "blank"))) ? line : margin + line);
        return string.Join('\n', indented);
    }

    private static string Escape(string text) => text
        .Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal)
        .Replace("'", "&#39;", StringComparison.Ordinal).Replace("\"", "&#34;", StringComparison.Ordinal);

    private static ListValue Unique(object? value, Arguments arguments, RenderState state)
    {
        var kept = new List<object?>();
        foreach (var item in Items(value, state))
        {
            if (!kept.Exists(other => Values.AreEqual(item, other, state.Budget)))
            {
                kept.Add(item);
            }
        }

        return new ListValue(kept);
    }

    private static ListValue Sort(object? value, Arguments arguments, RenderState state)
    {
        var attribute = arguments.Get(2, "attribute") as string;
        var comparer = Comparer<object?>.Create((left, right) => Arithmetic.Order(left, right, state));
        object? Key(object? item) => attribute is null ? item : Members.Item(item, attribute, state);
        var items = Items(value, state);
        return new ListValue(Values.IsTrue(arguments.Get(0, "reverse")) ? [.. items.OrderByDescending(Key, comparer)] : [.. items.OrderBy(Key, comparer)]);
    }

    private static object? Extreme(object? value, RenderState state, int sign)
    {
        var items = Items(value, state);
        return items.Count == 0 ? new Undefined("item") : items.Aggregate((best, item) => Arithmetic.Order(item, best, state) * sign > 0 ? item : best);
    }
}
