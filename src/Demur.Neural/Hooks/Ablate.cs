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
        return new DirectionAblation(direction, points ?? EverywhereInTheStream, where, strength, around: null);
    }

    /// <summary>
    /// Moves a direction's share to that of a given point: <c>h - R R' (h - p)</c> ("Refusal in LLMs is an Affine Function", arXiv 2411.09003). Where both
    /// groups lie on one side of the origin, taking a direction out pushes everything to the other group; moving it to the mean of one group does not.
    /// </summary>
    /// <param name="direction">What is moved; its length does not matter.</param>
    /// <param name="point">The point, as long as the stream is wide: the mean of harmless prompts at the direction's own place, for example.</param>
    /// <param name="points">Names or patterns of places; null for the direction's own, where the point was measured.</param>
    /// <param name="where">The tokens; null for all.</param>
    public static Intervention Toward(Direction direction, IReadOnlyList<float> point, IEnumerable<string>? points = null, Where? where = null)
    {
        ArgumentNullException.ThrowIfNull(direction);
        ArgumentNullException.ThrowIfNull(point);
        return new DirectionAblation(direction, points ?? [direction.Hook], where, strength: 1, [.. point]);
    }

    /// <summary>Removes query heads: what they have gathered becomes zero.</summary>
    /// <param name="heads">Which ones.</param>
    /// <param name="where">The tokens; null for all.</param>
    public static Intervention Heads(IReadOnlyList<AttentionHead> heads, Where? where = null) => HeadScale.Of(heads, 0, where: where);
}
