namespace Demur.Metrics;

/// <summary>The summary of a figure over repeated runs, such as seeds.</summary>
/// <param name="Mean">The mean.</param>
/// <param name="Deviation">The sample standard deviation (divided by one less than the count); 0 for a single value.</param>
/// <param name="Count">The number of values; at least 1.</param>
public readonly record struct MeanAndDeviation(double Mean, double Deviation, int Count)
{
    /// <summary>Summarises values.</summary>
    /// <param name="values">The values; at least one, all finite.</param>
    /// <returns>The summary.</returns>
    /// <exception cref="DemurException">There are none, or one is not a finite number.</exception>
    public static MeanAndDeviation Of(params ReadOnlySpan<double> values)
    {
        if (values.IsEmpty)
        {
            throw new DemurException(ErrorCode.BadInput, "A summary was given no values; give at least one.");
        }

        double mean = 0, squares = 0;
        for (var i = 0; i < values.Length; i++)
        {
            if (!double.IsFinite(values[i]))
            {
                throw new DemurException(ErrorCode.BadInput, $"Value {i} is {values[i]}; a summary needs finite numbers.");
            }

            // Welford 1962: stable where the values are large and close together.
            var difference = values[i] - mean;
            mean += difference / (i + 1);
            squares += difference * (values[i] - mean);
        }

        return new MeanAndDeviation(mean, values.Length == 1 ? 0 : Math.Sqrt(squares / (values.Length - 1)), values.Length);
    }

    /// <summary>Writes the summary for people, such as <c>0.812 ± 0.004 (5)</c>.</summary>
    /// <returns>The text, in three decimals, with the count in brackets.</returns>
    public override string ToString() => $"{Mean:0.000} ± {Deviation:0.000} ({Count})";
}
