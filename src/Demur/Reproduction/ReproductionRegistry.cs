using Demur.Papers;

namespace Demur.Reproduction;

/// <summary>The reproductions that a host offers; the host names them, nothing is discovered by reflection.</summary>
public sealed class ReproductionRegistry
{
    private readonly SortedDictionary<string, PaperReproduction> _byNumber = new(StringComparer.Ordinal);

    /// <summary>Creates a registry.</summary>
    /// <param name="reproductions">The reproductions, one a paper.</param>
    /// <param name="parts">Claims of these papers that other assemblies measure; none when null.</param>
    /// <exception cref="DemurException">Two are about the same paper, or a part is about a paper that has no reproduction.</exception>
    public ReproductionRegistry(IEnumerable<PaperReproduction> reproductions, IEnumerable<ReproductionPart>? parts = null)
    {
        ArgumentNullException.ThrowIfNull(reproductions);
        foreach (var reproduction in reproductions)
        {
            if (!_byNumber.TryAdd(reproduction.Paper.Number, reproduction))
            {
                throw new DemurException(ErrorCode.Conflict, $"Paper {reproduction.Paper.Number} has two reproductions; register one.");
            }
        }

        foreach (var group in (parts ?? []).GroupBy(part => part.Number, StringComparer.Ordinal))
        {
            _byNumber[group.Key] = _byNumber.TryGetValue(group.Key, out var main)
                ? new JoinedReproduction(main, [.. group])
                : throw new DemurException(ErrorCode.Conflict, $"A part is about paper {group.Key}, which has no reproduction to join; register one.");
        }
    }

    /// <summary>All reproductions, by number.</summary>
    public IReadOnlyCollection<PaperReproduction> All => _byNumber.Values;

    /// <summary>The numbers of the papers that can be reproduced, ascending.</summary>
    public IReadOnlyCollection<string> Numbers => _byNumber.Keys;

    /// <summary>Gives the reproduction of a paper.</summary>
    /// <param name="paper">The paper.</param>
    /// <returns>Its reproduction.</returns>
    /// <exception cref="DemurException">The paper is planned only.</exception>
    public PaperReproduction Find(Paper paper)
    {
        ArgumentNullException.ThrowIfNull(paper);
        return _byNumber.GetValueOrDefault(paper.Number) ?? throw new DemurException(
            ErrorCode.UnknownName,
            $"Paper {paper.Number} ({paper.Name}) is planned and cannot be reproduced yet; {Available()}.");
    }

    private string Available() => _byNumber.Count == 0 ? "none can" : $"these can: {string.Join(", ", _byNumber.Keys)}";
}
