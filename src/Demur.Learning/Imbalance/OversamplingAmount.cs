namespace Demur.Learning.Imbalance;

/// <summary>How many rows to make of a class: a percentage of its own rows as in the paper, a share of the largest class, or a number.</summary>
public sealed record OversamplingAmount
{
    private readonly double _value;

    private OversamplingAmount(OversamplingForm form, double value)
    {
        Form = form;
        _value = value;
    }

    /// <summary>As many new rows as bring each smaller class up to the largest; the default everywhere.</summary>
    public static OversamplingAmount Balance { get; } = new(OversamplingForm.Ratio, 1);

    /// <summary>How <see cref="Value"/> is meant.</summary>
    public OversamplingForm Form { get; }

    /// <summary>The percentage, ratio or number.</summary>
    public double Value => _value;

    /// <summary>
    /// The paper's N: for a class of T rows, floor(N/100) new rows from each row and one more from each of floor(T × (N mod 100)/100) rows drawn at random.
    /// Below 100 this is the paper's random part of the class; between multiples of 100, which the paper leaves out, it is the nearest number below T × N/100.
    /// </summary>
    /// <param name="percent">N, above 0 and at most 100,000.</param>
    /// <returns>The amount.</returns>
    /// <exception cref="DemurException">The percentage is out of range.</exception>
    public static OversamplingAmount Percent(int percent) => percent is > 0 and <= 100_000
        ? new(OversamplingForm.Percent, percent)
        : throw new DemurException(ErrorCode.Usage, $"{percent} % of a class cannot be made; use 1 to 100000.");

    /// <summary>New rows until a class has this share of the largest class's rows; base rows are drawn with replacement.</summary>
    /// <param name="ratio">The share, above 0; a class that has it already gets nothing.</param>
    /// <returns>The amount.</returns>
    /// <exception cref="DemurException">The share is out of range.</exception>
    public static OversamplingAmount Ratio(double ratio) => ratio is > 0 and <= 1000
        ? new(OversamplingForm.Ratio, ratio)
        : throw new DemurException(ErrorCode.Usage, $"{ratio} times the largest class cannot be made; use a number above 0 and at most 1000.");

    /// <summary>A number of new rows for each smaller class; base rows are drawn with replacement.</summary>
    /// <param name="count">The number; at least 1.</param>
    /// <returns>The amount.</returns>
    /// <exception cref="DemurException">The number is below 1.</exception>
    public static OversamplingAmount Count(int count) => count >= 1
        ? new(OversamplingForm.Count, count)
        : throw new DemurException(ErrorCode.Usage, $"{count} new rows were asked for; ask for 1 or more.");

    /// <summary>How many rows this means for a class.</summary>
    /// <param name="members">The class's rows.</param>
    /// <param name="largest">The rows of the largest class.</param>
    /// <returns>The number of new rows.</returns>
    public int NewRows(int members, int largest) => checked(Form switch
    {
        OversamplingForm.Percent => (members * ((int)_value / 100)) + (int)((long)members * ((int)_value % 100) / 100),
        OversamplingForm.Ratio => Math.Max(0, (int)(largest * _value) - members),
        _ => (int)_value,
    });
}
