namespace Demur.Neural.Templates.Jinja;

/// <summary>The operators of the template language.</summary>
internal static class Arithmetic
{
    public static object? Apply(object? left, string sign, object? right, RenderState state)
    {
        if (sign == "~")
        {
            return Join(Values.Print(left, state.Budget), Values.Print(right, state.Budget), state);
        }

        switch (left, sign, right)
        {
            case (string a, "+", string b):
                return Join(a, b, state);
            case (ListValue a, "+", ListValue b):
                state.Budget.Charge(a.Items.Count + (long)b.Items.Count);
                return new ListValue([.. a.Items, .. b.Items], a.IsTuple);
            case (string text, "*", long or bool):
                return Repeat(text, AsWhole(right), state);
            case (long or bool, "*", string text):
                return Repeat(text, AsWhole(left), state);
            case (bool or long, _, bool or long):
                return Whole(AsWhole(left), sign, AsWhole(right), state);
            case (bool or long or double, _, bool or long or double):
                return Real(Values.Number(left), sign, Values.Number(right), state);
            default:
                throw state.Error($"'{sign}' joins {Values.TypeName(left)} and {Values.TypeName(right)}{Hint(left, right)}");
        }
    }

    public static bool Compare(object? left, string sign, object? right, RenderState state) => sign switch
    {
        "==" => Values.AreEqual(left, right, state.Budget),
        "!=" => !Values.AreEqual(left, right, state.Budget),
        "in" => Contains(right, left, state),
        "not in" => !Contains(right, left, state),
        "<" => Order(left, right, state) < 0,
        "<=" => Order(left, right, state) <= 0,
        ">" => Order(left, right, state) > 0,
        _ => Order(left, right, state) >= 0,
    };

    public static int Order(object? left, object? right, RenderState state)
    {
        state.Budget.Step();
        return (left, right) switch
        {
            (string a, string b) => string.CompareOrdinal(a, b),
            (bool or long or double, bool or long or double) => Values.Number(left).CompareTo(Values.Number(right)),
            _ => throw state.Error($"{Values.TypeName(left)} and {Values.TypeName(right)} have no order{Hint(left, right)}"),
        };
    }

    public static bool Contains(object? container, object? item, RenderState state)
    {
        switch (container)
        {
            case string text:
                state.Budget.Charge(text.Length / 64);
                return text.Contains(item as string ?? throw state.Error($"'in' looks for {Values.TypeName(item)} in a string"), StringComparison.Ordinal);
            case ListValue list:
                return list.Items.Any(candidate => Values.AreEqual(candidate, item, state.Budget));
            case MapValue map:
                return item is string key && map.TryGet(key, out _);
            case Undefined:
                return false;
            default:
                throw state.Error($"'in' looks into {Values.TypeName(container)}; expected a list, a mapping or a string");
        }
    }

    private static long AsWhole(object? value) => value is long number ? number : value is true ? 1 : 0;

    private static string Hint(object? left, object? right) =>
        (left as Undefined ?? right as Undefined) is { Name.Length: > 0 } undefined ? $" ('{undefined.Name}' is undefined)" : "";

    private static string Join(string left, string right, RenderState state)
    {
        state.Budget.Charge(left.Length + (long)right.Length);
        return left + right;
    }

    private static string Repeat(string text, long count, RenderState state)
    {
        count = Math.Max(0, count);
        state.Budget.Charge(text.Length == 0 ? 0 : count > int.MaxValue ? int.MaxValue : text.Length * count);
        return text.Length == 0 ? "" : string.Concat(Enumerable.Repeat(text, (int)count));
    }

    private static object Whole(long left, string sign, long right, RenderState state)
    {
        try
        {
            return sign switch
            {
                "+" => checked(left + right),
                "-" => checked(left - right),
                "*" => checked(left * right),
                "/" => right == 0 ? throw state.Error("a number is divided by zero") : (double)left / right,
                "//" or "%" when right == 0 => throw state.Error("a number is divided by zero"),
                "//" => right == -1 ? checked(-left) : (left / right) - (left % right != 0 && (left % right < 0) != (right < 0) ? 1 : 0),
                "%" => right == -1 ? 0L : ((left % right) + right) % right,
                _ => Math.Pow(left, right) is var power && Math.Abs(power) < 1e15 && right >= 0 ? (object)(long)power : power,
            };
        }
        catch (OverflowException error)
        {
            throw new DemurException($"{state.Budget.Name}, line {state.Line}: a number grows past 64 bits.", error);
        }
    }

    private static double Real(double left, string sign, double right, RenderState state) => sign switch
    {
        "+" => left + right,
        "-" => left - right,
        "*" => left * right,
        "**" => Math.Pow(left, right),
        _ when right == 0 => throw state.Error("a number is divided by zero"),
        "/" => left / right,
        "//" => Math.Floor(left / right),
        _ => left - (right * Math.Floor(left / right)),
    };
}
