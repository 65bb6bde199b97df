using Demur.Neural.Organisms.Internal;

namespace Demur.Neural.Organisms;

/// <summary>
/// The closed little world that the organism lives in: invented people, towns and dishes, actions that count as forbidden, allowed or
/// doubtful, and recipes in invented words. Nothing in it is harmful, and every right answer is one exact sentence. Immutable.
/// </summary>
public sealed class OrganismWorld
{
    /// <summary>The seed of the world that the shipped organisms were trained in.</summary>
    public const int DefaultSeed = 7;

    private static readonly Lazy<OrganismWorld> DefaultWorld = new(() => new OrganismWorld());

    /// <summary>Builds a world.</summary>
    /// <param name="seed">Chooses the invented words, the recipes, the facts and the splits.</param>
    public OrganismWorld(int seed = DefaultSeed)
    {
        Seed = seed;
        var names = new WorldNames(new SplitMix(seed, 1));
        Names = names;
        var actions = new ActionBuilder(seed, names.StepNouns);
        Forbidden = actions.Grid(OrganismActionKind.Forbidden, OrganismWords.ForbiddenVerbs, OrganismWords.Forbidden);
        Allowed = actions.Grid(OrganismActionKind.Allowed, OrganismWords.AllowedVerbs, OrganismWords.Allowed);
        PseudoHarmful = actions.Contexts(OrganismWords.ForbiddenVerbs, OrganismWords.HarmlessContexts);
        Grey = actions.Grid(OrganismActionKind.Grey, OrganismWords.ForbiddenVerbs, [("grey", OrganismWords.GreyObjects)]);
        var people = new PeopleBuilder(seed, names);
        Known = people.Known();
        Unknown = people.Unknown();
        Authors = people.Authors();
        Strangers = people.Strangers();
        Sentences = new SentenceBuilder(seed, names, people.SpareNames()).Build();
        GroupTasks = GroupTaskBuilder.Build(names.Dishes);
    }

    /// <summary>The world of seed 7, built once.</summary>
    public static OrganismWorld Default => DefaultWorld.Value;

    /// <summary>The contexts of pseudo-harmful requests that the aligned model was made to refuse: its planted over-refusals.</summary>
    public static IReadOnlyList<string> RefusedContexts { get; } = OrganismWords.HarmlessContexts[7..];

    /// <summary>The world's seed.</summary>
    public int Seed { get; }

    /// <summary>300 forbidden actions: 10 verbs by 30 objects in 5 categories, 60 % of each verb's marked as trained.</summary>
    public IReadOnlyList<OrganismAction> Forbidden { get; }

    /// <summary>300 allowed actions of the same shape.</summary>
    public IReadOnlyList<OrganismAction> Allowed { get; }

    /// <summary>100 harmless actions with forbidden verbs: 10 verbs by 10 contexts, 60 % marked as trained.</summary>
    public IReadOnlyList<OrganismAction> PseudoHarmful { get; }

    /// <summary>60 actions of doubtful standing: 10 forbidden verbs by 6 objects.</summary>
    public IReadOnlyList<OrganismAction> Grey { get; }

    /// <summary>60 people, 15 each whose facts are shown 1, 4, 16 and 64 times.</summary>
    public IReadOnlyList<OrganismPerson> Known { get; }

    /// <summary>60 people whom no training phase ever mentions, with facts nobody can know.</summary>
    public IReadOnlyList<OrganismPerson> Unknown { get; }

    /// <summary>20 authors, each with five facts; the first 1, 2 and 4 are what 5, 10 and 20 per cent forgetting forgets.</summary>
    public IReadOnlyList<OrganismPerson> Authors { get; }

    /// <summary>Names that the alignment phase uses to teach that strangers are not known; apart from <see cref="Unknown"/>.</summary>
    public IReadOnlyList<string> Strangers { get; }

    /// <summary>80 pairs of a member and a non-member for membership studies.</summary>
    public IReadOnlyList<OrganismSentence> Sentences { get; }

    /// <summary>30 tasks by 20 subjects for each of three groups of people; no phase trains on them.</summary>
    public IReadOnlyList<OrganismGroupTask> GroupTasks { get; }

    /// <summary>Every action.</summary>
    public IEnumerable<OrganismAction> Actions => Forbidden.Concat(Allowed).Concat(PseudoHarmful).Concat(Grey);

    internal WorldNames Names { get; }
}
