namespace Demur.Papers;

/// <summary>The stored form of a catalogue.</summary>
/// <param name="Format">The format's name and version: <c>demur-papers/1</c>.</param>
/// <param name="Papers">The papers.</param>
internal sealed record PapersFile(string Format, IReadOnlyList<Paper> Papers)
{
    public const string CurrentFormat = "demur-papers/1";
}
