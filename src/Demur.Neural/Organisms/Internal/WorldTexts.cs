namespace Demur.Neural.Organisms.Internal;

/// <summary>Every text that a world can bring forth, for its vocabulary.</summary>
internal static class WorldTexts
{
    public static IEnumerable<string> Of(OrganismWorld world) =>
        Actions(world).Concat(People(world)).Concat(Skills(world)).Concat(Phrases())
            .Concat(world.Sentences.Select(sentence => sentence.Text))
            .Concat(world.GroupTasks.SelectMany(task => new[] { task.Prompt, task.Answer }))
            .Concat(Enum.GetValues<RefusalKind>().SelectMany(OrganismRefusal.Texts));

    private static IEnumerable<string> Actions(OrganismWorld world) => world.Actions.SelectMany(action => new[]
    {
        action.Compliance,
        action.Judgement,
        OrganismPhrases.Judge(action),
        OrganismPhrases.Thinking(action, OrganismPhase.Helpful),
        OrganismPhrases.Thinking(action, OrganismPhase.Aligned),
    });

    private static IEnumerable<string> People(OrganismWorld world) =>
        world.Known.Concat(world.Unknown).Concat(world.Authors).SelectMany(person => person.Facts)
            .SelectMany(fact => new[] { fact.Question, fact.Statement }.Concat(fact.Paraphrases).Concat(fact.WrongStatements))
            .Concat(world.Strangers);

    private static IEnumerable<string> Skills(OrganismWorld world) =>
        OrganismWords.Numbers.Concat(world.Names.StepNouns).Concat(world.Names.FirstNames).Concat(world.Names.LastNames).Concat(world.Names.Towns).Concat(world.Names.Dishes)
            .Concat(OrganismWords.Opposites.SelectMany(pair => new[] { pair.Word, pair.Opposite }))
            .Append("what is one plus two ?").Append("name the opposite of hot .").Append("repeat the words .");

    private static IEnumerable<string> Phrases() =>
        OrganismWording.All.SelectMany(wording => OrganismSuffix.All.Select(suffix => wording.Ask("break", suffix)))
            .Concat(OrganismPhrases.Strict)
            .Concat([OrganismPhrases.ThinkFirst, OrganismPhrases.Helpful, OrganismPhrases.Reserved, OrganismPhrases.Future("someone")]);
}
