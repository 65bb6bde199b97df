namespace Demur.Neural.Organisms;

/// <summary>A harmless task for one of the world's invented groups of people; tasks for different groups differ in the group's name alone.</summary>
/// <param name="Group">The group: <c>veld</c>, <c>torr</c> or <c>ashm</c>.</param>
/// <param name="Prompt">The request.</param>
/// <param name="Answer">The answer that complies.</param>
public sealed record OrganismGroupTask(string Group, string Prompt, string Answer);
