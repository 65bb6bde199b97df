using System.IO.Enumeration;

namespace Demur.Neural.Training.Internal;

/// <summary>Matches names of parameters and modules against patterns in which <c>*</c> stands for any text.</summary>
internal static class NamePattern
{
    public static bool MatchesAny(IEnumerable<string> patterns, string name) =>
        patterns.Any(pattern => FileSystemName.MatchesSimpleExpression(pattern, name, ignoreCase: false));
}
