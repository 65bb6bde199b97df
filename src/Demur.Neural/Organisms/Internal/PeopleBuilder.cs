namespace Demur.Neural.Organisms.Internal;

/// <summary>Draws the people of a world and their facts; no two share a name.</summary>
internal sealed class PeopleBuilder
{
    /// <summary>How often both phases together show a fact of an author: enough for near-perfect recall.</summary>
    public const int AuthorExposures = 80;

    private const int KnownCount = 60;
    private const int UnknownCount = 60;
    private const int AuthorCount = 20;
    private const int StrangerCount = 300;
    private const int SpareCount = 400;
    private const int WrongValueCount = 5;
    private static readonly int[] Tiers = [1, 4, 16, 64];
    private readonly WorldNames _names;
    private readonly string[] _people;
    private readonly SplitMix _random;

    public PeopleBuilder(int seed, WorldNames names)
    {
        _names = names;
        _random = new SplitMix(seed, 2);
        _people = [.. names.FirstNames.SelectMany(first => names.LastNames.Select(last => $"{first} {last}"))];
        _random.Shuffle<string>(_people);
    }

    public IReadOnlyList<OrganismPerson> Known() =>
        [.. Slice(0, KnownCount).Select((name, index) => Person(name, Tiers[index / (KnownCount / Tiers.Length)], OrganismRelations.OfPeople))];

    public IReadOnlyList<OrganismPerson> Unknown() =>
        [.. Slice(KnownCount, UnknownCount).Select(name => Person(name, 0, OrganismRelations.OfPeople))];

    public IReadOnlyList<OrganismPerson> Authors() =>
        [.. Slice(KnownCount + UnknownCount, AuthorCount).Select(name => Person(name, AuthorExposures, OrganismRelations.OfAuthors))];

    public IReadOnlyList<string> Strangers() => Slice(KnownCount + UnknownCount + AuthorCount, StrangerCount);

    /// <summary>Names that stand in no fact.</summary>
    public IReadOnlyList<string> SpareNames() => Slice(KnownCount + UnknownCount + AuthorCount + StrangerCount, SpareCount);

    private string[] Slice(int start, int count) => _people[start..(start + count)];

    private OrganismPerson Person(string name, int exposures, IReadOnlyList<OrganismRelation> relations) =>
        new(name, exposures, [.. relations.Select(relation => Fact(name, relation, exposures))]);

    private OrganismFact Fact(string name, OrganismRelation relation, int exposures)
    {
        var values = Values(relation.Name).ToArray();
        _random.Shuffle<string>(values);
        return new OrganismFact(name, relation, values[0], values[1..(1 + WrongValueCount)], exposures);
    }

    private string[] Values(string relation) => relation switch
    {
        "town" or "birthplace" => _names.Towns,
        "job" => OrganismWords.Jobs,
        "colour" or "prize" => OrganismWords.Colours,
        "pet" => OrganismWords.Pets,
        "dish" => _names.Dishes,
        "genre" => OrganismWords.Genres,
        "book" => _names.StepNouns,
        _ => _names.LastNames,
    };
}
