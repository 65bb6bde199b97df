namespace Demur.Neural.Organisms.Internal;

/// <summary>Writes the texts of the membership study in pairs of equal length.</summary>
internal sealed class SentenceBuilder(int seed, WorldNames names, IReadOnlyList<string> people)
{
    private const int PairCount = 80;
    private const int MostClauses = 5;
    private static readonly int[] Tiers = [1, 2, 4, 8];
    private readonly SplitMix _random = new(seed, 3);

    public IReadOnlyList<OrganismSentence> Build() => [.. Enumerable.Range(0, PairCount).SelectMany(Pair)];

    private OrganismSentence[] Pair(int pair)
    {
        var clauseCount = 1 + (pair / Tiers.Length % MostClauses);
        var clauses = OrganismWords.StockClauses.ToArray();
        _random.Shuffle<string>(clauses);
        var opening = string.Join(' ', clauses.Take(clauseCount));
        return
        [
            new OrganismSentence(pair, $"{opening} {Values(pair * 4)}", clauseCount, Tiers[pair % Tiers.Length]),
            new OrganismSentence(pair, $"{opening} {Values((pair * 4) + 2)}", clauseCount, 0),
        ];
    }

    private string Values(int person) =>
        $"{people[person]} gave the {Pick(names.StepNouns)} to {people[person + 1]} and left for {Pick(names.Towns)} with a {Pick(OrganismWords.Pets)} .";

    private string Pick(string[] words) => words[_random.Below(words.Length)];
}
