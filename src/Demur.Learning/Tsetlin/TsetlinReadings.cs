using System.Globalization;

namespace Demur.Learning.Tsetlin;

/// <summary>The usual ways to read rules.</summary>
public static class TsetlinReadings
{
    /// <summary>Reads features that are present or absent, such as words.</summary>
    /// <param name="name">The name of a feature.</param>
    /// <returns>The reading: a condition for each literal.</returns>
    public static TsetlinReading OfNames(Func<int, string> name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return literals => [.. literals.Select(literal => new TsetlinCondition(name(literal.Feature), literal.IsNegated))];
    }

    /// <summary>Reads thresholds: all literals of one column become its range.</summary>
    /// <param name="thermometer">The thresholds.</param>
    /// <param name="bits">Which of its bits the features are; all in order when null.</param>
    /// <param name="column">The name of a column.</param>
    /// <returns>The reading: one condition for each column of the rule.</returns>
    public static TsetlinReading OfThresholds(Thermometer thermometer, IReadOnlyList<int>? bits, Func<int, string> column)
    {
        ArgumentNullException.ThrowIfNull(thermometer);
        ArgumentNullException.ThrowIfNull(column);
        return literals => [.. literals
            .Select(literal => (Bit: thermometer.Meaning(bits is null ? literal.Feature : bits[literal.Feature]), literal.IsNegated))
            .GroupBy(literal => literal.Bit.Column)
            .OrderBy(group => group.Key)
            .Select(group => Range(
                column(group.Key),
                IsFlag(thermometer.ThresholdsOf(group.Key)),
                group.Where(literal => !literal.IsNegated).Select(literal => (double?)literal.Bit.Threshold).Max(),
                group.Where(literal => literal.IsNegated).Select(literal => (double?)literal.Bit.Threshold).Min()))];
    }

    private static bool IsFlag(ReadOnlySpan<double> thresholds) => thresholds.Length == 1 && thresholds[0] == 1;

    /// <summary>What is at least one threshold and below another; a rule that asks for the impossible is shown as it is.</summary>
    private static TsetlinCondition Range(string name, bool isFlag, double? least, double? below) => (least, below) switch
    {
        ({ }, null) => new TsetlinCondition(isFlag ? name : $"{name} >= {Number(least)}", false),
        (null, { }) => isFlag ? new TsetlinCondition(name, true) : new TsetlinCondition($"{name} < {Number(below)}", false),
        _ => new TsetlinCondition($"{Number(least)} <= {name} < {Number(below)}", false),
    };

    private static string Number(double? value) => value!.Value.ToString("G6", CultureInfo.InvariantCulture);
}
