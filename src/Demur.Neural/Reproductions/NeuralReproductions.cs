using Demur.Reproduction;

namespace Demur.Neural.Reproductions;

/// <summary>What this assembly measures of papers whose methods lie elsewhere.</summary>
public static class NeuralReproductions
{
    /// <summary>Creates the parts, for a host's registry.</summary>
    /// <returns>One part a paper.</returns>
    public static IReadOnlyList<ReproductionPart> Parts() => [new FixMatchPart()];
}
