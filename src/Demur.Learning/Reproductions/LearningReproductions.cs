using Demur.Reproduction;

namespace Demur.Learning.Reproductions;

/// <summary>The papers that this assembly can reproduce.</summary>
public static class LearningReproductions
{
    /// <summary>Creates them, for a host's registry.</summary>
    /// <returns>One reproduction a paper.</returns>
    public static IReadOnlyList<PaperReproduction> All() => [];
}
