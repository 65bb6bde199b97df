namespace Demur.Learning.Tsetlin;

/// <summary>The settings of a Tsetlin Machine (Granmo 2018; Berge et al., arXiv 1809.04547).</summary>
public sealed record TsetlinOptions
{
    /// <summary>The number of clauses: of each class in <see cref="TsetlinMachine"/>, of all classes together in <see cref="CoalescedTsetlinMachine"/>; 2 to 1,000,000, 500 by default.</summary>
    public int Clauses { get; init; } = 500;

    /// <summary>The sum of votes at which a class is sure and stops learning; 1 or more, 40 by default. Raise it with the number of clauses, and ten- to hundredfold with weights.</summary>
    public int T { get; init; } = 40;

    /// <summary>How specific clauses become: a true literal is memorised with probability (S − 1)/S and forgotten with 1/S. Above 1; 10 by default.</summary>
    public double S { get; init; } = 10;

    /// <summary>Bits of an automaton's state, 2 to 16; 8 by default, which is also the fastest.</summary>
    public int StateBits { get; init; } = 8;

    /// <summary>Whether true literals of a true clause are always memorised instead of with probability (S − 1)/S; true by default.</summary>
    public bool Boost { get; init; } = true;

    /// <summary>The most literals that a clause may gather by recognising; null, the default, for no limit. Small budgets make short rules.</summary>
    public int? LiteralBudget { get; init; }

    /// <summary>The share of clauses that sit out an epoch, drawn anew for each; 0 by default, .75 is used on text.</summary>
    public double ClauseDrop { get; init; }

    /// <summary>Whether clauses of <see cref="TsetlinMachine"/> learn a weight, so that fewer are needed; false by default. Coalesced clauses always have weights.</summary>
    public bool Weighted { get; init; }

    /// <summary>Whether the class that learns from the other side is drawn by how many votes it wrongly gets (true) or uniformly (false, the default). It helps with many classes.</summary>
    public bool FocusedNegativeSampling { get; init; }

    /// <summary>How often <c>Fit</c> goes through the examples; 1 or more, 30 by default.</summary>
    public int Epochs { get; init; } = 30;

    /// <summary>The seed of everything random; 1 by default.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>The number of threads; 0, the default, for one a processor. The result does not depend on it.</summary>
    public int Threads { get; init; }

    /// <summary>Throws when a value is out of range.</summary>
    internal void Validate()
    {
        Require(Clauses is >= 2 and <= 1_000_000, nameof(Clauses), Clauses, "2 to 1,000,000");
        Require(T is >= 1 and <= 10_000_000, nameof(T), T, "1 to 10,000,000");
        Require(S is > 1 and <= 1e4, nameof(S), S, "above 1 and at most 10,000");
        Require(StateBits is >= 2 and <= 16, nameof(StateBits), StateBits, "2 to 16");
        Require(LiteralBudget is null or >= 1, nameof(LiteralBudget), LiteralBudget ?? 0, "1 or more, or none");
        Require(ClauseDrop is >= 0 and < 1, nameof(ClauseDrop), ClauseDrop, "0 to below 1");
        Require(Epochs >= 1, nameof(Epochs), Epochs, "1 or more");
        Require(Threads is >= 0 and <= 1024, nameof(Threads), Threads, "0 (all processors) to 1,024");
    }

    private static void Require(bool holds, string name, double value, string range)
    {
        if (!holds)
        {
            throw new DemurException(ErrorCode.Usage, $"A Tsetlin Machine cannot be made with {name} {value}; use {range}.");
        }
    }
}
