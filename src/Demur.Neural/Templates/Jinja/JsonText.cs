using System.Globalization;
using System.Text;

namespace Demur.Neural.Templates.Jinja;

/// <summary>JSON as Python writes it: a space after commas and colons, other scripts as they are.</summary>
internal sealed class JsonText
{
    private readonly RenderState _state;
    private readonly int _indent;
    private readonly string _comma;
    private readonly string _colon;

    /// <summary>Takes the filter's settings: <c>indent</c>, and <c>separators</c> as a pair.</summary>
    public JsonText(Arguments arguments, RenderState state)
    {
        _state = state;
        _indent = arguments.Named.GetValueOrDefault("indent") is null && arguments.Positional.Count == 0 ? -1 : Math.Clamp(arguments.Whole(0, "indent", state, 0), 0, 100);
        (_comma, _colon) = arguments.Named.GetValueOrDefault("separators") is ListValue { Items: [string comma, string colon] } ? (comma, colon) : (_indent < 0 ? ", " : ",", ": ");
    }

    public string Write(object? value)
    {
        var text = new StringBuilder();
        Write(value, 0, text);
        return text.ToString();
    }

    private void Write(object? value, int depth, StringBuilder text)
    {
        _state.Budget.Step();
        var before = text.Length;
        switch (value)
        {
            case null:
                text.Append("null");
                break;
            case bool flag:
                text.Append(flag ? "true" : "false");
                break;
            case long number:
                text.Append(number.ToString(CultureInfo.InvariantCulture));
                break;
            case double number:
                text.Append(Values.Float(number));
                break;
            case string content:
                Quote(content, text);
                break;
            case ListValue list:
                WriteAll(list.Items, '[', ']', depth, text, item => Write(item, depth + 1, text));
                break;
            case MapValue map:
                WriteAll(map.Entries, '{', '}', depth, text, entry =>
                {
                    Quote(entry.Key, text);
                    text.Append(_colon);
                    Write(entry.Value, depth + 1, text);
                });
                break;
            default:
                throw _state.Error($"'tojson' was given {Values.TypeName(value)}, which has no JSON");
        }

        _state.Budget.Charge(text.Length - before);
    }

    private void WriteAll<T>(IReadOnlyList<T> items, char open, char close, int depth, StringBuilder text, Action<T> write)
    {
        text.Append(open);
        for (var i = 0; i < items.Count; i++)
        {
            text.Append(i == 0 ? "" : _comma);
            NewLine(text, depth + 1);
            write(items[i]);
        }

        if (items.Count > 0)
        {
            NewLine(text, depth);
        }

        text.Append(close);
    }

    private void NewLine(StringBuilder text, int depth)
    {
        if (_indent >= 0)
        {
            text.Append('\n').Append(' ', Math.Min(_indent * depth, 10_000));
        }
    }

    private static void Quote(string content, StringBuilder text)
    {
        text.Append('"');
        foreach (var character in content)
        {
            text.Append(character switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                '\n' => "\\n",
                '\r' => "\\r",
                '\t' => "\\t",
                '\b' => "\\b",
                '\f' => "\\f",
                < ' ' => $"\\u{(int)character:x4}",
                _ => character.ToString(),
            });
        }

        text.Append('"');
    }
}
