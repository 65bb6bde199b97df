using System.Globalization;

namespace Demur.Neural.Organisms;

/// <summary>A kind of fact about a person.</summary>
/// <param name="Name">The name, in kebab case.</param>
/// <param name="StatementFormat">The statement with <c>{0}</c> for the person and <c>{1}</c> for the value.</param>
/// <param name="QuestionFormat">The question that training uses, with <c>{0}</c> for the person.</param>
/// <param name="ParaphraseFormats">Two more wordings of the question, for tests only.</param>
public sealed record OrganismRelation(string Name, string StatementFormat, string QuestionFormat, IReadOnlyList<string> ParaphraseFormats)
{
    /// <summary>States a value.</summary>
    /// <param name="person">The person's name.</param>
    /// <param name="value">The value.</param>
    /// <returns>The statement, its words parted by single spaces.</returns>
    public string State(string person, string value) => string.Format(CultureInfo.InvariantCulture, StatementFormat, person, value);

    /// <summary>Asks for the value.</summary>
    /// <param name="person">The person's name.</param>
    /// <returns>The question.</returns>
    public string Ask(string person) => string.Format(CultureInfo.InvariantCulture, QuestionFormat, person);
}
