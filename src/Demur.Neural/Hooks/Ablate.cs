namespace Demur.Neural.Hooks;

/// <summary>Interventions that take something out.</summary>
public static class Ablate
{
    /// <summary>Where a direction is removed unless the caller says otherwise: from what enters each block and from what attention and feed-forward layer add, so that the stream never holds it.</summary>
    public static IReadOnlyList<string> EverywhereInTheStream { get; } = ["blocks.*.resid_pre", "blocks.*.attn.out", "blocks.*.mlp.out"];

    /// <summary>Removes a direction or subspace: <c>h - R R' h</c> with orthonormal R ("Refusal in Language Models Is Mediated by a Single Direction", arXiv 2406.11717).</summary>
    /// <param name="direction">What is removed; its length does not matter.</param>
    /// <param name="points">Names or patterns of places; null for <see cref="EverywhereInTheStream"/>.</param>
    /// <param name="where">The tokens; null for all.</param>
    /// <param name="strength">1 removes it, less leaves a part.</param>
    public static Intervention Direction(Direction direction, IEnumerable<string>? points = null, Where? where = null, double strength = 1)
    {
        ArgumentNullException.ThrowIfNull(direction);
        return new DirectionAblation(direction, points ?? EverywhereInTheStream, where, strength);
    }

    /// <summary>Removes query heads: what they have gathered becomes zero.</summary>
    /// <param name="heads">Which ones.</param>
    /// <param name="where">The tokens; null for all.</param>
    public static Intervention Heads(IReadOnlyList<AttentionHead> heads, Where? where = null) => HeadScale.Of(heads, 0, where: where);
}
