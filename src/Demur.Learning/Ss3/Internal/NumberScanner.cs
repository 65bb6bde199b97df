namespace Demur.Learning.Ss3.Internal;

/// <summary>
/// Finds the numbers in a run of digits and the signs that may join them, with the same precedence as five searches one after the other:
/// temperatures, then dates, money, percentages and plain numbers. Linear in the length of the run. Units stand on the number's own line.
/// </summary>
internal sealed class NumberScanner
{
    private readonly List<NumberMatch> _found = [];
    private readonly List<NumberMatch> _dates = [];

    /// <summary>Finds the numbers of the run that starts at a digit.</summary>
    /// <param name="text">The folded text.</param>
    /// <param name="start">The run's first digit.</param>
    /// <param name="hasDollar">Whether a dollar sign stands before it.</param>
    /// <returns>The numbers in order; never empty.</returns>
    public List<NumberMatch> Scan(ReadOnlySpan<char> text, int start, bool hasDollar)
    {
        _found.Clear();
        _dates.Clear();
        var end = RunEnd(text, start);
        var last = LastNumber(text, start, end);
        var temperatureEnd = TemperatureEnd(text, end);
        var limit = temperatureEnd >= 0 ? last : end;
        FindDates(text, start, limit);
        var percentEnd = temperatureEnd >= 0 ? -1 : PercentEnd(text, end);
        var gapStart = start;
        foreach (var date in _dates)
        {
            FindPlain(text, gapStart, date.Start, hasDollar && gapStart == start, -1);
            _found.Add(date);
            gapStart = date.End;
        }

        FindPlain(text, gapStart, limit, hasDollar && gapStart == start, gapStart < end ? percentEnd : -1);
        if (temperatureEnd >= 0)
        {
            _found.Add(new NumberMatch(last, temperatureEnd, NumberKind.Temperature));
        }

        return _found;
    }

    /// <summary>Whether a character is a decimal digit of any script.</summary>
    public static bool IsDigit(char character) => character < 128 ? char.IsAsciiDigit(character) : char.IsDigit(character);

    private static bool Joins(char character) => character is '.' or ',' or '-' or '/' or '\\';

    private static bool Points(char character) => character is '.' or ',';

    private static bool IsBlank(char character) => character != '\n' && Text.Internal.TextFolding.IsSpace(character);

    private static int DigitsEnd(ReadOnlySpan<char> text, int start, int limit)
    {
        while (start < limit && IsDigit(text[start]))
        {
            start++;
        }

        return start;
    }

    /// <summary>The end of digits and joining signs, without signs that no digit follows.</summary>
    private static int RunEnd(ReadOnlySpan<char> text, int start)
    {
        var end = start;
        for (var i = start; i < text.Length && (IsDigit(text[i]) || Joins(text[i])); i++)
        {
            end = IsDigit(text[i]) ? i + 1 : end;
        }

        return end;
    }

    /// <summary>The end of the number that starts at a digit: digits, and once a point or comma with more digits.</summary>
    private static int NumberEnd(ReadOnlySpan<char> text, int start, int limit)
    {
        var end = DigitsEnd(text, start, limit);
        return end + 1 < limit && Points(text[end]) && IsDigit(text[end + 1]) ? DigitsEnd(text, end + 1, limit) : end;
    }

    /// <summary>The start of the longest number that ends where the run ends.</summary>
    private static int LastNumber(ReadOnlySpan<char> text, int start, int end)
    {
        var last = DigitsStart(text, start, end);
        return last - 2 >= start && Points(text[last - 1]) && IsDigit(text[last - 2]) ? DigitsStart(text, start, last - 1) : last;
    }

    private static int DigitsStart(ReadOnlySpan<char> text, int start, int end)
    {
        while (end > start && IsDigit(text[end - 1]))
        {
            end--;
        }

        return end;
    }

    private static int SkipBlanks(ReadOnlySpan<char> text, int at)
    {
        while (at < text.Length && IsBlank(text[at]))
        {
            at++;
        }

        return at;
    }

    private static int TemperatureEnd(ReadOnlySpan<char> text, int end)
    {
        var at = SkipBlanks(text, end);
        if (at < text.Length && text[at] == '\u00B0')
        {
            at = SkipBlanks(text, at + 1);
        }

        return at < text.Length && text[at] is 'c' or 'f' && (at + 1 == text.Length || !char.IsAsciiLetter(text[at + 1])) ? at + 1 : -1;
    }

    private static int PercentEnd(ReadOnlySpan<char> text, int end)
    {
        var at = SkipBlanks(text, end);
        return at < text.Length && text[at] == '%' ? at + 1 : -1;
    }

    private void FindDates(ReadOnlySpan<char> text, int start, int limit)
    {
        for (var at = start; at < limit;)
        {
            if (!IsDigit(text[at]))
            {
                at++;
            }
            else if (DateEnd(text, at, limit) is >= 0 and var end)
            {
                _dates.Add(new NumberMatch(at, end, NumberKind.Date));
                at = end;
            }
            else
            {
                at = DigitsEnd(text, at, limit);
            }
        }
    }

    private static int DateEnd(ReadOnlySpan<char> text, int at, int limit)
    {
        for (var part = 0; part < 3; part++)
        {
            if (part > 0 && !(at + 1 < limit && text[at] is '-' or '/' or '\\' && IsDigit(text[at + 1])))
            {
                return -1;
            }

            at = NumberEnd(text, part == 0 ? at : at + 1, limit);
        }

        return at;
    }

    /// <summary>Money at the start, a percentage at the end, plain numbers between.</summary>
    private void FindPlain(ReadOnlySpan<char> text, int start, int limit, bool hasDollar, int percentEnd)
    {
        var at = start;
        if (hasDollar && start < limit)
        {
            at = NumberEnd(text, start, limit);
            _found.Add(new NumberMatch(start, at, NumberKind.Money));
        }

        var percentStart = percentEnd >= 0 && at < limit ? LastNumber(text, at, limit) : limit;
        while (at < percentStart)
        {
            if (!IsDigit(text[at]))
            {
                at++;
                continue;
            }

            var end = NumberEnd(text, at, percentStart);
            _found.Add(new NumberMatch(at, end, NumberKind.Plain));
            at = end;
        }

        if (percentStart < limit)
        {
            _found.Add(new NumberMatch(percentStart, percentEnd, NumberKind.Percent));
        }
    }
}
