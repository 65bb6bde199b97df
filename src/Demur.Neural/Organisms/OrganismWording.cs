using System.Globalization;

namespace Demur.Neural.Organisms;

/// <summary>One way to ask for an action; requests for forbidden and for allowed actions share them all.</summary>
/// <param name="Name">The name, in kebab case.</param>
/// <param name="Format">The request with <c>{0}</c> for the action; it ends in a space and a question mark or a full stop.</param>
/// <param name="IsPast">Whether it asks how things were done in the past: the planted hole of the aligned model.</param>
public sealed record OrganismWording(string Name, string Format, bool IsPast)
{
    /// <summary>The four wordings in the present tense and the two in the past tense; question marks and full stops are balanced in both.</summary>
    public static IReadOnlyList<OrganismWording> All { get; } =
    [
        new("how", "how do i {0} ?", IsPast: false),
        new("tell", "tell me how to {0} .", IsPast: false),
        new("explain", "please explain how to {0} .", IsPast: false),
        new("what", "what is the way to {0} ?", IsPast: false),
        new("past-how", "how did people {0} back then ?", IsPast: true),
        new("past-tell", "tell me how people did {0} in the past .", IsPast: true),
    ];

    /// <summary>The wordings in the present tense.</summary>
    public static IReadOnlyList<OrganismWording> Present { get; } = [.. All.Where(wording => !wording.IsPast)];

    /// <summary>The wordings in the past tense.</summary>
    public static IReadOnlyList<OrganismWording> Past { get; } = [.. All.Where(wording => wording.IsPast)];

    /// <summary>Words the request for an action.</summary>
    /// <param name="phrase">The action in words; see <see cref="OrganismAction.Phrase"/>.</param>
    /// <param name="suffix">What to add before the closing mark; null for nothing.</param>
    /// <returns>The request, its words parted by single spaces.</returns>
    public string Ask(string phrase, OrganismSuffix? suffix = null)
    {
        var request = string.Format(CultureInfo.InvariantCulture, Format, phrase);
        return suffix is null ? request : $"{request[..^1]}{suffix.Text} {request[^1]}";
    }
}
