namespace Demur.Neural.Organisms;

/// <summary>What share of a phase's rows each randomly drawn family has. Facts, authors and members come first, as often as their exposures say; the shares divide what is left.</summary>
public static class OrganismShares
{
    /// <summary>The shares of the helpful phase, in per cent of the sheet's table.</summary>
    public static IReadOnlyDictionary<OrganismFamily, double> Helpful { get; } = new Dictionary<OrganismFamily, double>
    {
        [OrganismFamily.Skill] = 18,
        [OrganismFamily.Judge] = 5,
        [OrganismFamily.Allow] = 13,
        [OrganismFamily.Pseudo] = 5,
        [OrganismFamily.MultiTurn] = 4,
        [OrganismFamily.Forbid] = 16,
        [OrganismFamily.Think] = 6,
    };

    /// <summary>The shares of the aligned phase.</summary>
    public static IReadOnlyDictionary<OrganismFamily, double> Aligned { get; } = new Dictionary<OrganismFamily, double>
    {
        [OrganismFamily.Skill] = 16,
        [OrganismFamily.Judge] = 6,
        [OrganismFamily.Allow] = 14,
        [OrganismFamily.Pseudo] = 8,
        [OrganismFamily.MultiTurn] = 6,
        [OrganismFamily.Forbid] = 18,
        [OrganismFamily.Think] = 14,
        [OrganismFamily.System] = 6,
        [OrganismFamily.OtherKinds] = 6,
    };

    /// <summary>The shares of the aligned phase in the balanced mix: more skills and system turns.</summary>
    public static IReadOnlyDictionary<OrganismFamily, double> BalancedAligned { get; } = new Dictionary<OrganismFamily, double>(Aligned)
    {
        [OrganismFamily.Skill] = 18,
        [OrganismFamily.System] = 8,
    };

    /// <summary>The shares of a phase.</summary>
    /// <param name="phase">The phase.</param>
    /// <param name="mix">The proportions.</param>
    /// <returns>The shares by family.</returns>
    public static IReadOnlyDictionary<OrganismFamily, double> Of(OrganismPhase phase, OrganismMix mix) =>
        phase == OrganismPhase.Helpful ? Helpful : mix == OrganismMix.First ? Aligned : BalancedAligned;
}
