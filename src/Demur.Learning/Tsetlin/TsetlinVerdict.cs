namespace Demur.Learning.Tsetlin;

/// <summary>What a machine says of one example.</summary>
/// <param name="Class">The class with the most votes, the lowest of equals; -1 when the margin is below what was asked for.</param>
/// <param name="Margin">How far the best class is ahead of the second, as a share of 2 T, the whole range of votes a class learns up to; clauses may carry it past 1.</param>
public readonly record struct TsetlinVerdict(int Class, double Margin)
{
    /// <summary>Whether the machine declined to choose.</summary>
    public bool IsRejected => Class < 0;
}
