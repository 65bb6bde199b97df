namespace Demur.Neural.Templates.Jinja;

/// <summary>The tests that templates use: <c>value is name</c>.</summary>
internal static class Tests
{
    private static readonly Dictionary<string, Func<object?, Arguments, RenderState, bool>> Known = new(StringComparer.Ordinal)
    {
        ["defined"] = (value, _, _) => value is not Undefined,
        ["undefined"] = (value, _, _) => value is Undefined,
        ["none"] = (value, _, _) => value is null,
        ["boolean"] = (value, _, _) => value is bool,
        ["true"] = (value, _, _) => value is true,
        ["false"] = (value, _, _) => value is false,
        ["integer"] = (value, _, _) => value is long,
        ["float"] = (value, _, _) => value is double,
        ["number"] = (value, _, _) => value is long or double or bool,
        ["string"] = (value, _, _) => value is string,
        ["mapping"] = (value, _, _) => value is MapValue,
        ["iterable"] = (value, _, _) => value is string or ListValue or MapValue or Undefined,
        ["sequence"] = (value, _, _) => value is string or ListValue or MapValue or Undefined,
        ["callable"] = (value, _, _) => value is Function,
        ["odd"] = (value, _, _) => Values.Number(value) % 2 is 1 or -1,
        ["even"] = (value, _, _) => Values.Number(value) % 2 == 0,
        ["divisibleby"] = (value, arguments, state) => arguments.Whole(0, "num", state, 0) is not 0 and var divisor && Values.Number(value) % divisor == 0,
        ["equalto"] = (value, arguments, state) => Values.AreEqual(value, arguments.Get(0, "other"), state.Budget),
        ["eq"] = (value, arguments, state) => Values.AreEqual(value, arguments.Get(0, "other"), state.Budget),
        ["=="] = (value, arguments, state) => Values.AreEqual(value, arguments.Get(0, "other"), state.Budget),
        ["ne"] = (value, arguments, state) => !Values.AreEqual(value, arguments.Get(0, "other"), state.Budget),
        ["!="] = (value, arguments, state) => !Values.AreEqual(value, arguments.Get(0, "other"), state.Budget),
        ["sameas"] = (value, arguments, state) => Values.TypeName(value) == Values.TypeName(arguments.Get(0, "other")) && Values.AreEqual(value, arguments.Get(0, "other"), state.Budget),
        ["lt"] = (value, arguments, state) => Arithmetic.Order(value, arguments.Get(0, "other"), state) < 0,
        ["le"] = (value, arguments, state) => Arithmetic.Order(value, arguments.Get(0, "other"), state) <= 0,
        ["gt"] = (value, arguments, state) => Arithmetic.Order(value, arguments.Get(0, "other"), state) > 0,
        ["ge"] = (value, arguments, state) => Arithmetic.Order(value, arguments.Get(0, "other"), state) >= 0,
        ["in"] = (value, arguments, state) => Arithmetic.Contains(arguments.Get(0, "seq"), value, state),
        ["lower"] = (value, _, _) => value is string text && text.Any(char.IsLetter) && !text.Any(char.IsUpper),
        ["upper"] = (value, _, _) => value is string text && text.Any(char.IsLetter) && !text.Any(char.IsLower),
    };

    public static bool Holds(string name, object? value, Arguments arguments, RenderState state) => Known.TryGetValue(name, out var test)
        ? test(value, arguments, state)
        : throw state.Error($"there is no test '{name}'{Filters.Nearest(name, Known.Keys)}");
}
