using System.Globalization;

namespace Demur.Neural.Organisms;

/// <summary>One fact about one person.</summary>
/// <param name="Person">The person's name.</param>
/// <param name="Relation">The kind of fact.</param>
/// <param name="Value">The true value.</param>
/// <param name="WrongValues">Five other values of the same kind, for truth ratios.</param>
/// <param name="Exposures">How often both training phases together show it; 0 for a person who stays unknown.</param>
public sealed record OrganismFact(string Person, OrganismRelation Relation, string Value, IReadOnlyList<string> WrongValues, int Exposures)
{
    /// <summary>The question as trained.</summary>
    public string Question => Relation.Ask(Person);

    /// <summary>The true answer, a whole sentence.</summary>
    public string Statement => Relation.State(Person, Value);

    /// <summary>Two wordings of the question that training never shows.</summary>
    public IReadOnlyList<string> Paraphrases => [.. Relation.ParaphraseFormats.Select(format => string.Format(CultureInfo.InvariantCulture, format, Person))];

    /// <summary>The sentence of the answer with each wrong value in place of the true one.</summary>
    public IReadOnlyList<string> WrongStatements => [.. WrongValues.Select(value => Relation.State(Person, value))];
}
