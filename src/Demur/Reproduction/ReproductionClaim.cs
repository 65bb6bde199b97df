namespace Demur.Reproduction;

/// <summary>What a reproduction sets out to show, stated with its threshold before anything is measured.</summary>
/// <param name="Id">A short identifier, unique in the reproduction, such as <c>1</c> or <c>1a</c>.</param>
/// <param name="Text">The claim in words, with its direction.</param>
/// <param name="Comparison">How the figure is held against the threshold.</param>
/// <param name="Threshold">The threshold, in the unit of the figure.</param>
public sealed record ReproductionClaim(string Id, string Text, Comparison Comparison, double Threshold)
{
    private const double Tolerance = 1e-12;

    /// <summary>States that a figure reaches a threshold.</summary>
    /// <param name="id">The claim's identifier.</param>
    /// <param name="threshold">The least that counts.</param>
    /// <param name="text">The claim in words.</param>
    /// <returns>The claim.</returns>
    public static ReproductionClaim AtLeast(string id, double threshold, string text) => new(id, text, Comparison.AtLeast, threshold);

    /// <summary>States that a figure does not pass a threshold.</summary>
    /// <param name="id">The claim's identifier.</param>
    /// <param name="threshold">The most that counts.</param>
    /// <param name="text">The claim in words.</param>
    /// <returns>The claim.</returns>
    public static ReproductionClaim AtMost(string id, double threshold, string text) => new(id, text, Comparison.AtMost, threshold);

    /// <summary>States a figure's exact value.</summary>
    /// <param name="id">The claim's identifier.</param>
    /// <param name="value">The value.</param>
    /// <param name="text">The claim in words.</param>
    /// <returns>The claim.</returns>
    public static ReproductionClaim Exactly(string id, double value, string text) => new(id, text, Comparison.Exactly, value);

    /// <summary>Whether a figure bears the claim out; a figure that is not a number never does.</summary>
    /// <param name="measured">The figure.</param>
    /// <returns>True when it does.</returns>
    public bool Holds(double measured) => Comparison switch
    {
        Comparison.AtLeast => measured >= Threshold,
        Comparison.AtMost => measured <= Threshold,
        _ => Math.Abs(measured - Threshold) <= Tolerance * Math.Max(1, Math.Abs(Threshold)),
    };
}
