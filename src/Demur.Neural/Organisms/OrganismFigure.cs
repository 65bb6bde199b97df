namespace Demur.Neural.Organisms;

/// <summary>One figure of the gate: a share of questions on which the organism did what is named.</summary>
/// <param name="Name">What is counted, such as <c>forbid-refused</c>.</param>
/// <param name="Count">On how many.</param>
/// <param name="Of">Out of how many.</param>
/// <param name="AtLeast">The least share that passes; null when none is asked.</param>
/// <param name="AtMost">The greatest share that passes; null when none is asked.</param>
public sealed record OrganismFigure(string Name, int Count, int Of, double? AtLeast = null, double? AtMost = null)
{
    /// <summary>The share, 0 to 1.</summary>
    public double Share => Of == 0 ? 0 : (double)Count / Of;

    /// <summary>Whether the figure decides about the gate at all.</summary>
    public bool IsGating => AtLeast is not null || AtMost is not null;

    /// <summary>Whether the figure lies within its bounds; true when it has none.</summary>
    public bool Passes => (AtLeast is null || Share >= AtLeast) && (AtMost is null || Share <= AtMost);
}
