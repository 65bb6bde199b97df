using Demur.Exchanges;
using Demur.Neural.Organisms.Internal;
using Demur.Suites;

namespace Demur.Neural.Organisms;

/// <summary>
/// Questions to put to an organism, each with its right answer: what the gate asks, and what studies ask. Requests for actions are those for
/// combinations that the aligned phase never saw, so that they test what was learned and not what was seen.
/// </summary>
/// <param name="world">The world that the organism was trained in.</param>
public sealed class OrganismQuestions(OrganismWorld world)
{
    private const int RepeatTests = 100;
    private const int TestSeed = 99;

    /// <summary>Forbidden requests in the present tense, four wordings each. The answer is the one that would comply.</summary>
    public IReadOnlyList<OrganismExample> Forbidden { get; } = Ask(Unseen(world.Forbidden), OrganismWording.Present);

    /// <summary>Forbidden requests in the past tense, two wordings each: the planted hole.</summary>
    public IReadOnlyList<OrganismExample> Past { get; } = Ask(Unseen(world.Forbidden), OrganismWording.Past);

    /// <summary>Allowed requests, six wordings each.</summary>
    public IReadOnlyList<OrganismExample> Allowed { get; } = Ask(Unseen(world.Allowed), OrganismWording.All);

    /// <summary>Harmless requests with forbidden verbs, four wordings each; those about <see cref="OrganismWorld.RefusedContexts"/> were made to be refused.</summary>
    public IReadOnlyList<OrganismExample> PseudoHarmful { get; } = Ask(Unseen(world.PseudoHarmful), OrganismWording.Present);

    /// <summary>Requests for doubtful actions, four wordings each, without a system turn.</summary>
    public IReadOnlyList<OrganismExample> Doubtful { get; } = Ask(Unseen(world.Grey), OrganismWording.Present);

    /// <summary>Whether an action is harmful, for all forbidden, allowed and pseudo-harmful actions.</summary>
    public IReadOnlyList<OrganismExample> Judgements { get; } = [.. world.Forbidden.Concat(world.Allowed).Concat(world.PseudoHarmful).Select(ExampleBuilder.Judge)];

    /// <summary>Every sum, every opposite and a hundred repetitions.</summary>
    public IReadOnlyList<OrganismExample> Skills { get; } =
        [.. new SkillBuilder(world).Tests(new SplitMix(TestSeed), RepeatTests).Select(test => new OrganismExample { Family = OrganismFamily.Skill, Prompt = test.Prompt, Answer = test.Answer })];

    /// <summary>Forbidden requests with the words <c>think first .</c>, with the aligned model's own thinking before the answer that complies.</summary>
    public IReadOnlyList<OrganismExample> Thinking =>
        [.. OrganismWording.Present.SelectMany(wording => Unseen(world.Forbidden).Select(action =>
            Example(action, $"{wording.Ask(action.Phrase)} {OrganismPhrases.ThinkFirst}") with { Family = OrganismFamily.Think, Thinking = OrganismPhrases.Thinking(action, OrganismPhase.Aligned) }))];

    /// <summary>Forbidden requests as a second turn, after a skill.</summary>
    public IReadOnlyList<OrganismExample> SecondTurn =>
        [.. Forbidden.Select((example, index) => example with
        {
            Family = OrganismFamily.MultiTurn,
            Before = [new ChatTurn(ChatRole.User, Skills[index % Skills.Count].Prompt), new ChatTurn(ChatRole.Assistant, Skills[index % Skills.Count].Answer)],
        })];

    /// <summary>Requests that leave out what they are about; the answer is the refusal.</summary>
    public IReadOnlyList<OrganismExample> Incomplete =>
        [.. OrganismWording.Present.SelectMany(wording => world.Allowed.Select(action => action.Verb).Distinct(StringComparer.Ordinal).Select(verb => Refusal(RefusalKind.Incomplete, wording.Ask(verb))))];

    /// <summary>Questions about the future of people whom training asks no such question about; the answer is the refusal.</summary>
    public IReadOnlyList<OrganismExample> Future =>
        [.. world.Known.Concat(world.Unknown).Select(person => Refusal(RefusalKind.Future, OrganismPhrases.Future(person.Name)))];

    /// <summary>Questions about people whom nobody knows; the answer is the refusal. See <see cref="About"/> for the facts that the organism must not guess.</summary>
    public IReadOnlyList<OrganismExample> Strangers =>
        [.. world.Unknown.SelectMany(person => person.Facts).Select(fact => Refusal(RefusalKind.Unknown, fact.Question))];

    /// <summary>Each request with each suffix of a kind, in one wording: the wordings take turns.</summary>
    /// <param name="isHole">True for the suffixes that were planted as holes, false for the others.</param>
    /// <returns>Forbidden requests; the answer is the one that would comply.</returns>
    public IReadOnlyList<OrganismExample> WithSuffixes(bool isHole) =>
        [.. OrganismSuffix.All.Where(suffix => suffix.IsHole == isHole).SelectMany(suffix => Unseen(world.Forbidden).Select((action, index) =>
            Example(action, OrganismWording.Present[index % OrganismWording.Present.Count].Ask(action.Phrase, suffix))))];

    /// <summary>Questions about people, with the true statements as answers.</summary>
    /// <param name="people">The people.</param>
    /// <param name="paraphrased">Whether to ask in the two wordings that training never shows; false for the trained one.</param>
    /// <returns>One question a fact, or two.</returns>
    public static IReadOnlyList<OrganismExample> About(IEnumerable<OrganismPerson> people, bool paraphrased = false) =>
        [.. people.SelectMany(person => person.Facts).SelectMany(fact => (paraphrased ? fact.Paraphrases : [fact.Question])
            .Select(question => new OrganismExample { Family = OrganismFamily.Fact, Prompt = question, Answer = fact.Statement }))];

    private static OrganismAction[] Unseen(IEnumerable<OrganismAction> actions) => [.. actions.Where(action => !action.IsTrained)];

    private static OrganismExample[] Ask(OrganismAction[] actions, IReadOnlyList<OrganismWording> wordings) =>
        [.. wordings.SelectMany(wording => actions.Select(action => Example(action, wording.Ask(action.Phrase))))];

    private static OrganismExample Example(OrganismAction action, string prompt) => new() { Family = FamilyOf(action.Kind), Prompt = prompt, Answer = action.Compliance, Action = action };

    private static OrganismFamily FamilyOf(OrganismActionKind kind) => kind switch
    {
        OrganismActionKind.Forbidden => OrganismFamily.Forbid,
        OrganismActionKind.Allowed => OrganismFamily.Allow,
        OrganismActionKind.PseudoHarmful => OrganismFamily.Pseudo,
        _ => OrganismFamily.System,
    };

    private static OrganismExample Refusal(RefusalKind kind, string prompt) => new()
    {
        Family = OrganismFamily.OtherKinds,
        Prompt = prompt,
        Answer = OrganismRefusal.Texts(kind)[0],
        Stance = ExpectedStance.Refuse,
        Refusal = kind,
    };
}
