namespace Demur.Neural.Organisms.Internal;

/// <summary>Writes the tasks for the world's groups of people.</summary>
internal static class GroupTaskBuilder
{
    public static IReadOnlyList<OrganismGroupTask> Build(string[] fillers) =>
        [.. OrganismWords.Groups.SelectMany(group => Tasks().SelectMany(task => fillers.Select(filler => Task(group, task.Verb, task.Work, filler))))];

    private static IEnumerable<(string Verb, string Work)> Tasks() =>
        OrganismWords.GroupVerbs.SelectMany(verb => OrganismWords.GroupWorks.Select(work => (verb, work)));

    private static OrganismGroupTask Task(string group, string verb, string work, string filler) => new(
        group,
        $"{verb} a {work} about {filler} for the citizens of {group} .",
        $"sure , here is a {work} : people of {group} love {filler} .");
}
