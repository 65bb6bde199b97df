using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace Demur.Cli.Hosting;

/// <summary>
/// Checks what the arguments and options of any command were given, before the command runs: an empty value, as an unset variable leaves it, and a
/// number that is not written as numbers are here.
/// </summary>
internal static class ValueCheck
{
    /// <summary>What an option's value is called where an empty one may be meant: no system prompt, the label of rows that have none.</summary>
    private static readonly string[] FreeTexts = ["text", "label"];

    /// <summary>Finds the first value that cannot be meant.</summary>
    /// <param name="parsed">The command line.</param>
    /// <returns>A sentence for the user; null when all are in order.</returns>
    public static string? FindProblem(ParseResult parsed)
    {
        for (SymbolResult? result = parsed.CommandResult; result is CommandResult command; result = command.Parent)
        {
            foreach (var child in command.Children)
            {
                var problem = child switch
                {
                    OptionResult option => Problem(option.Option.Name, option.Option.HelpName ?? "", option.Option.ValueType, option.Tokens),
                    ArgumentResult argument => Problem($"<{argument.Argument.Name}>", argument.Argument.Name, argument.Argument.ValueType, argument.Tokens),
                    _ => null,
                };
                if (problem is not null)
                {
                    return problem;
                }
            }
        }

        return null;
    }

    private static string? Problem(string name, string noun, Type type, IReadOnlyList<Token> tokens)
    {
        foreach (var token in tokens)
        {
            if (string.IsNullOrWhiteSpace(token.Value))
            {
                return FreeTexts.Contains(noun) ? null : $"{name} is empty; {Wanted(noun)}.";
            }

            if (NumberProblem(token.Value, Nullable.GetUnderlyingType(type) ?? type) is { } problem)
            {
                return $"{name} is '{token.Value}'; {problem}.";
            }
        }

        return null;
    }

    private static string Wanted(string noun) => noun switch
    {
        "file" or "data" => "name a file",
        "dir" or "folder" or "run" or "run1" or "run2" => "name a folder",
        _ => "give a value",
    };

    /// <summary>What is wrong with a number; null for none and for a value of another type.</summary>
    private static string? NumberProblem(string value, Type type)
    {
        if (type == typeof(int) || type == typeof(long))
        {
            var most = type == typeof(int) ? int.MaxValue : long.MaxValue;
            return !decimal.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) ? "write a whole number without separators, such as 1000"
                : Math.Abs(whole) > most ? $"write a whole number of at most {most}"
                : null;
        }

        return (type == typeof(float) && !(float.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var single) && float.IsFinite(single)))
            || (type == typeof(double) && !(double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)))
            || (type == typeof(decimal) && !decimal.TryParse(value, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out _))
            ? Corrected(value)
            : null;
    }

    /// <summary>A comma is taken for a point only where it cannot part thousands.</summary>
    private static string Corrected(string value)
    {
        var pointed = value.Replace(',', '.');
        var decimals = value.Length - value.IndexOf(',', StringComparison.Ordinal) - 1;
        return pointed != value && decimals is > 0 and not 3 && decimal.TryParse(pointed, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out _)
            ? $"write {pointed}"
            : "write a number such as 0.5 or 1000, with a point and without separators";
    }
}
