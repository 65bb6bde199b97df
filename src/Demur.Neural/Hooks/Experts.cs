namespace Demur.Neural.Hooks;

/// <summary>Interventions on the choice and the weights of routed experts ("Mixture of Tunable Experts", arXiv 2502.11096).</summary>
public static class Experts
{
    /// <summary>Takes experts' weights away after the choice; no other expert takes their place.</summary>
    /// <param name="experts">Which ones.</param>
    /// <param name="renormalise">Whether the remaining weights of a token are scaled to the sum that they had; true by default.</param>
    /// <param name="where">The tokens; null for all.</param>
    public static Intervention Suppress(IReadOnlyList<Expert> experts, bool renormalise = true, Where? where = null) => Scale(experts, 0, renormalise, where);

    /// <summary>Multiplies experts' weights after the choice.</summary>
    /// <param name="experts">Which ones.</param>
    /// <param name="factor">0 takes them away, 1 changes nothing.</param>
    /// <param name="renormalise">Whether the weights of a token are then scaled to the sum that they had; true by default.</param>
    /// <param name="where">The tokens; null for all.</param>
    public static Intervention Scale(IReadOnlyList<Expert> experts, double factor, bool renormalise = true, Where? where = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(factor);
        return new ExpertTuning(experts, ExpertTuningKind.Scale, factor, renormalise, where);
    }

    /// <summary>Keeps experts from being chosen, so that the next best take their places.</summary>
    /// <param name="experts">Which ones; each layer must keep as many as a token needs.</param>
    /// <param name="where">The tokens; null for all.</param>
    public static Intervention Exclude(IReadOnlyList<Expert> experts, Where? where = null) => new ExpertTuning(experts, ExpertTuningKind.Exclude, 0, renormalise: false, where);

    /// <summary>Forces experts into the choice with the weight of the best other one.</summary>
    /// <param name="experts">Which ones; in each layer at most as many as a token uses.</param>
    /// <param name="factor">What that weight is multiplied by; 1 by default.</param>
    /// <param name="renormalise">Whether the weights of a token are then scaled to the sum that they had; true by default.</param>
    /// <param name="where">The tokens; null for all.</param>
    public static Intervention Boost(IReadOnlyList<Expert> experts, double factor = 1, bool renormalise = true, Where? where = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(factor);
        return new ExpertTuning(experts, ExpertTuningKind.Boost, factor, renormalise, where);
    }
}
