namespace Demur.Neural.Hooks;

/// <summary>Interventions that push the stream.</summary>
public static class Steer
{
    /// <summary>Adds a direction's vector, with its own length, times a coefficient.</summary>
    /// <param name="direction">A direction of rank 1.</param>
    /// <param name="coefficient">What the vector is multiplied by; 1 adds the difference of means that it was estimated as.</param>
    /// <param name="point">Name or pattern of the place; null for the direction's own.</param>
    /// <param name="where">The tokens; null for all.</param>
    /// <exception cref="DemurException">The direction has a higher rank.</exception>
    public static Intervention Add(Direction direction, double coefficient = 1, string? point = null, Where? where = null)
    {
        ArgumentNullException.ThrowIfNull(direction);
        return direction.Rank == 1
            ? new VectorAddition(direction, coefficient, point ?? direction.Hook, where)
            : throw new DemurException($"Only a single direction can be added; this one is a subspace of rank {direction.Rank}.");
    }
}
