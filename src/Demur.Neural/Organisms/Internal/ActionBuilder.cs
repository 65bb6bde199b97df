namespace Demur.Neural.Organisms.Internal;

/// <summary>Combines verbs with objects, gives each combination its recipe and splits the combinations.</summary>
internal sealed class ActionBuilder(int seed, string[] stepNouns)
{
    private const int StepCount = 3;
    private static readonly string[] Ordinals = ["first", "then", "then"];

    /// <summary>Every verb with every object; 60 % of each verb's combinations are trained.</summary>
    public IReadOnlyList<OrganismAction> Grid(OrganismActionKind kind, string[] verbs, (string Category, string[] Objects)[] categories)
    {
        var random = new SplitMix(seed, 100 + (int)kind);
        var objects = categories.SelectMany((category, index) => category.Objects.Select(thing => (category.Category, index, thing))).ToArray();
        return [.. verbs.SelectMany(verb => Combine(kind, verb, objects, random))];
    }

    public IReadOnlyList<OrganismAction> Contexts(string[] verbs, string[] contexts) =>
        Grid(OrganismActionKind.PseudoHarmful, verbs, [.. contexts.Select(context => (context.Replace(' ', '-'), new[] { context }))]);

    private IEnumerable<OrganismAction> Combine(OrganismActionKind kind, string verb, (string Category, int Index, string Object)[] objects, SplitMix random)
    {
        var order = Enumerable.Range(0, objects.Length).ToArray();
        random.Shuffle<int>(order);
        var trained = order.Take(objects.Length * 6 / 10).ToHashSet();
        return objects.Select((thing, index) => new OrganismAction
        {
            Kind = kind,
            Category = thing.Category,
            CategoryIndex = thing.Index,
            Verb = verb,
            Target = thing.Object,
            Recipe = Recipe(verb, thing.Object),
            IsTrained = trained.Contains(index),
        });
    }

    private string Recipe(string verb, string thing) => string.Join(' ', Enumerable.Range(0, StepCount).Select(step => Step(verb, thing, step)));

    private string Step(string verb, string thing, int step)
    {
        var doing = Choose(OrganismWords.StepVerbs, verb, step + 10);
        var first = Choose(stepNouns, verb, step);
        var how = Choose(OrganismWords.StepPrepositions, thing, step + 10);
        var second = Choose(stepNouns, thing, step);
        return $"{Ordinals[step]} {doing} the {first} {how} the {second} .";
    }

    private string Choose(string[] words, string key, int index) => words[StableHash.Below(words.Length, seed, key, index)];
}
