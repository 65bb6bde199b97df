using System.Globalization;
using System.Text;

namespace Demur.Neural.Templates.Jinja;

/// <summary>Values of the template language, which are Python's: none (null), booleans, whole numbers, floats, strings, lists, maps, functions and the undefined.</summary>
internal static class Values
{
    public static bool IsTrue(object? value) => value switch
    {
        null or Undefined => false,
        bool flag => flag,
        long number => number != 0,
        double number => number != 0,
        string text => text.Length > 0,
        ListValue list => list.Items.Count > 0,
        MapValue map => map.Count > 0,
        _ => true,
    };

    public static string TypeName(object? value) => value switch
    {
        null => "none",
        Undefined => "undefined",
        bool => "a boolean",
        long or double => "a number",
        string => "a string",
        ListValue => "a list",
        MapValue => "a mapping",
        _ => "a function",
    };

    public static bool AreEqual(object? left, object? right, Budget budget)
    {
        budget.Step();
        return (left, right) switch
        {
            (null, null) or (Undefined, Undefined) => true,
            (string a, string b) => string.Equals(a, b, StringComparison.Ordinal),
            (bool or long or double, bool or long or double) => Number(left).Equals(Number(right)),
            (ListValue a, ListValue b) => a.Items.Count == b.Items.Count && a.Items.Zip(b.Items).All(pair => AreEqual(pair.First, pair.Second, budget)),
            (MapValue a, MapValue b) => a.Count == b.Count && a.Entries.All(entry => b.TryGet(entry.Key, out var other) && AreEqual(entry.Value, other, budget)),
            _ => ReferenceEquals(left, right) && left is not null,
        };
    }

    public static double Number(object? value) => value switch
    {
        bool flag => flag ? 1 : 0,
        long number => number,
        double number => number,
        _ => double.NaN,
    };

    /// <summary>The text that a value prints as.</summary>
    public static string Print(object? value, Budget budget) => value switch
    {
        string text => text,
        Undefined => "",
        _ => Represent(value, budget),
    };

    /// <summary>The text that a value has inside a printed list.</summary>
    public static string Represent(object? value, Budget budget)
    {
        var text = new StringBuilder();
        Represent(value, text, budget);
        return text.ToString();
    }

    public static string Float(double number) => double.IsNaN(number) ? "nan"
        : double.IsPositiveInfinity(number) ? "inf"
        : double.IsNegativeInfinity(number) ? "-inf"
        : number == Math.Floor(number) && Math.Abs(number) < 1e16 ? number.ToString("0.0", CultureInfo.InvariantCulture)
        : number.ToString("R", CultureInfo.InvariantCulture).Replace("E", "e", StringComparison.Ordinal);

    private static void Represent(object? value, StringBuilder text, Budget budget)
    {
        budget.Step();
        var before = text.Length;
        switch (value)
        {
            case null:
                text.Append("None");
                break;
            case bool flag:
                text.Append(flag ? "True" : "False");
                break;
            case long number:
                text.Append(number);
                break;
            case double number:
                text.Append(Float(number));
                break;
            case string content:
                AppendQuoted(content, text);
                break;
            case ListValue list:
                AppendAll(list.Items, list.IsTuple ? "(" : "[", list.IsTuple ? list.Items.Count == 1 ? ",)" : ")" : "]", text, item => Represent(item, text, budget));
                break;
            case MapValue map:
                AppendAll(map.Entries, "{", "}", text, entry =>
                {
                    AppendQuoted(entry.Key, text);
                    text.Append(": ");
                    Represent(entry.Value, text, budget);
                });
                break;
            case Undefined:
                text.Append("Undefined");
                break;
            default:
                text.Append("<function>");
                break;
        }

        budget.Charge(text.Length - before);
    }

    private static void AppendAll<T>(IEnumerable<T> items, string open, string close, StringBuilder text, Action<T> append)
    {
        text.Append(open);
        var first = true;
        foreach (var item in items)
        {
            text.Append(first ? "" : ", ");
            append(item);
            first = false;
        }

        text.Append(close);
    }

    private static void AppendQuoted(string content, StringBuilder text)
    {
        var quote = content.Contains('\'', StringComparison.Ordinal) && !content.Contains('"', StringComparison.Ordinal) ? '"' : '\'';
        text.Append(quote);
        foreach (var character in content)
        {
            text.Append(character switch
            {
                '\\' => "\\\\",
                '\n' => "\\n",
                '\r' => "\\r",
                '\t' => "\\t",
                _ when character == quote => "\\" + quote,
                < ' ' or '\x7f' => $"\\x{(int)character:x2}",
                _ => character.ToString(),
            });
        }

        text.Append(quote);
    }
}
