using System.Globalization;
using System.Text;

namespace Demur.Neural.Templates.Jinja;

/// <summary>The functions that every template has.</summary>
internal static class Builtins
{
    public static IReadOnlyDictionary<string, object?> Globals { get; } = new Dictionary<string, object?>(StringComparer.Ordinal)
    {
        ["range"] = (Function)Range,
        ["namespace"] = (Function)((arguments, state) => Collect(arguments, state, isNamespace: true)),
        ["dict"] = (Function)((arguments, state) => Collect(arguments, state, isNamespace: false)),
        ["raise_exception"] = (Function)((arguments, state) => throw new DemurException($"The chat template does not allow this conversation: {arguments.Text(0, "message", state, "")}")),
        ["strftime_now"] = (Function)((arguments, state) => FormatTime(state.Time.GetLocalNow(), arguments.Text(0, "format", state), state)),
    };

    private static object Range(Arguments arguments, RenderState state)
    {
        var (first, second, step) = (arguments.Whole(0, "start", state, 0), arguments.Whole(1, "stop", state, 0), arguments.Whole(2, "step", state, 1));
        var (start, stop) = arguments.Positional.Count > 1 ? (first, second) : (0, first);
        if (step == 0)
        {
            throw state.Error("'range' was given a step of zero");
        }

        var count = Math.Max(0, (((long)stop - start) + step - Math.Sign(step)) / step);
        state.Budget.Charge(count);
        return new ListValue([.. Enumerable.Range(0, (int)count).Select(i => (object?)(start + ((long)i * step)))]);
    }

    private static MapValue Collect(Arguments arguments, RenderState state, bool isNamespace)
    {
        var map = new MapValue(isNamespace);
        foreach (var (name, value) in arguments.Positional.OfType<MapValue>().SelectMany(source => source.Entries).Concat(arguments.Named))
        {
            state.Budget.Charge(1);
            map[name] = value;
        }

        return map;
    }

    /// <summary>Dates by the letters of C's <c>strftime</c>, in English.</summary>
    private static string FormatTime(DateTimeOffset now, string format, RenderState state)
    {
        var text = new StringBuilder();
        for (var i = 0; i < format.Length; i++)
        {
            if (format[i] != '%' || i + 1 == format.Length)
            {
                text.Append(format[i]);
                continue;
            }

            var bare = format[i + 1] == '-' && i + 2 < format.Length;
            i += bare ? 2 : 1;
            var field = Field(now, format[i]) ?? throw state.Error($"'strftime_now' does not know '%{format[i]}'");
            text.Append(bare && field.Length > 1 ? field.TrimStart('0') : field);
        }

        return text.ToString();
    }

    private static string? Field(DateTimeOffset now, char letter) => letter switch
    {
        'd' => now.ToString("dd", CultureInfo.InvariantCulture),
        'b' => now.ToString("MMM", CultureInfo.InvariantCulture),
        'B' => now.ToString("MMMM", CultureInfo.InvariantCulture),
        'm' => now.ToString("MM", CultureInfo.InvariantCulture),
        'Y' => now.ToString("yyyy", CultureInfo.InvariantCulture),
        'y' => now.ToString("yy", CultureInfo.InvariantCulture),
        'H' => now.ToString("HH", CultureInfo.InvariantCulture),
        'I' => now.ToString("hh", CultureInfo.InvariantCulture),
        'M' => now.ToString("mm", CultureInfo.InvariantCulture),
        'S' => now.ToString("ss", CultureInfo.InvariantCulture),
        'p' => now.ToString("tt", CultureInfo.InvariantCulture),
        'a' => now.ToString("ddd", CultureInfo.InvariantCulture),
        'A' => now.ToString("dddd", CultureInfo.InvariantCulture),
        'j' => now.DayOfYear.ToString("000", CultureInfo.InvariantCulture),
        'F' => now.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        'T' => now.ToString("HH:mm:ss", CultureInfo.InvariantCulture),
        '%' => "%",
        _ => null,
    };
}
