namespace Demur.Neural.Organisms;

/// <summary>A person of the organism's world with all facts about them.</summary>
/// <param name="Name">First and last name.</param>
/// <param name="Exposures">How often training shows each of the facts; 0 for a person who stays unknown.</param>
/// <param name="Facts">One fact for each relation, in the relations' order.</param>
public sealed record OrganismPerson(string Name, int Exposures, IReadOnlyList<OrganismFact> Facts);
