namespace Demur;

/// <summary>Finds the known names nearest to one that is not known, for error messages that help.</summary>
public static class Names
{
    /// <summary>Orders known names by edit distance to a name and keeps those near enough to be meant.</summary>
    /// <param name="name">The name as it was given.</param>
    /// <param name="known">All known names.</param>
    /// <param name="count">How many to return at most; 3 by default.</param>
    /// <returns>The nearest names, nearest first; empty when none is near.</returns>
    public static IReadOnlyList<string> Nearest(string name, IEnumerable<string> known, int count = 3)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(known);
        var limit = Math.Max(2, name.Length / 2);
        return [.. known
            .Select(candidate => (candidate, distance: Distance(name, candidate)))
            .Where(pair => pair.distance <= limit || Holds(pair.candidate, name))
            .OrderByDescending(pair => Holds(pair.candidate, name) && pair.distance > 2)
            .ThenBy(pair => pair.distance)
            .ThenBy(pair => pair.candidate, StringComparer.Ordinal)
            .Take(count)
            .Select(pair => pair.candidate)];
    }

    /// <summary>Writes the error for an unknown name: the nearest known ones, or all of them when there are few.</summary>
    /// <param name="kind">What the name stands for, such as <c>suite</c>.</param>
    /// <param name="name">The name as it was given.</param>
    /// <param name="known">All known names.</param>
    /// <returns>An error of code <see cref="ErrorCode.UnknownName"/>.</returns>
    public static DemurException Unknown(string kind, string name, IReadOnlyCollection<string> known)
    {
        ArgumentNullException.ThrowIfNull(known);
        var nearest = Nearest(name, known);
        var hint = nearest.Count > 0
            ? $"did you mean {string.Join(" or ", nearest.Select(n => $"'{n}'"))}?"
            : $"known are {Listed(name, known)}";
        return new DemurException(ErrorCode.UnknownName, $"There is no {kind} '{name}'; {hint}");
    }

    /// <summary>All names when they are few; else the nearest of them, and a sign that there are more.</summary>
    private static string Listed(string name, IReadOnlyCollection<string> known)
    {
        const int Most = 12;
        return known.Count <= Most
            ? string.Join(", ", known.Order(StringComparer.Ordinal)) + "."
            : string.Join(", ", known.OrderBy(candidate => Distance(name, candidate)).ThenBy(candidate => candidate, StringComparer.Ordinal).Take(Most)) + ", ...";
    }

    /// <summary>Whether a name is the beginning of another, or one of its words, as <c>weapons</c> is of <c>improvised-weapons</c>.</summary>
    private static bool Holds(string candidate, string name) =>
        candidate.StartsWith(name, StringComparison.OrdinalIgnoreCase) || candidate.Split('-').Contains(name, StringComparer.OrdinalIgnoreCase);

    private static int Distance(string left, string right)
    {
        var previous = new int[right.Length + 1];
        var current = new int[right.Length + 1];
        for (var j = 0; j <= right.Length; j++)
        {
            previous[j] = j;
        }

        for (var i = 1; i <= left.Length; i++)
        {
            current[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var substitution = char.ToLowerInvariant(left[i - 1]) == char.ToLowerInvariant(right[j - 1]) ? 0 : 1;
                current[j] = Math.Min(Math.Min(current[j - 1], previous[j]) + 1, previous[j - 1] + substitution);
            }

            (previous, current) = (current, previous);
        }

        return previous[right.Length];
    }
}
