namespace Demur.Neural.Organisms;

/// <summary>A text of the membership study: stock clauses that many texts share, then one sentence of random values.</summary>
/// <param name="Pair">The number of the pair of a member and a non-member; both have the same clauses and the same length.</param>
/// <param name="Text">The text, its words parted by single spaces.</param>
/// <param name="ClauseCount">The stock clauses in front: 1 to 5.</param>
/// <param name="Exposures">How often the first training phase shows it: 1, 2, 4 or 8, and 0 for a non-member.</param>
public sealed record OrganismSentence(int Pair, string Text, int ClauseCount, int Exposures)
{
    /// <summary>Whether training shows it at all.</summary>
    public bool IsMember => Exposures > 0;
}
