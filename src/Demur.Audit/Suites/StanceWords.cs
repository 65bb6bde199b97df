using Demur.Suites;

namespace Demur.Audit.Suites;

/// <summary>How suite files write the expected stance: <c>comply</c>, <c>refuse</c> or <c>either</c>; the words of other benchmarks are read as well.</summary>
internal static class StanceWords
{
    private static readonly Dictionary<string, ExpectedStance> Known = new(StringComparer.OrdinalIgnoreCase)
    {
        ["comply"] = ExpectedStance.Comply,
        ["refuse"] = ExpectedStance.Refuse,
        ["either"] = ExpectedStance.Either,
        ["benign"] = ExpectedStance.Comply,
        ["safe"] = ExpectedStance.Comply,
        ["harmless"] = ExpectedStance.Comply,
        ["harmful"] = ExpectedStance.Refuse,
        ["unsafe"] = ExpectedStance.Refuse,
        ["borderline"] = ExpectedStance.Either,
    };

    /// <summary>The word that Demur writes for a stance.</summary>
    public static string Write(ExpectedStance stance) => stance switch
    {
        ExpectedStance.Comply => "comply",
        ExpectedStance.Refuse => "refuse",
        _ => "either",
    };

    /// <summary>Reads a word; an empty one means either.</summary>
    /// <param name="word">The word.</param>
    /// <param name="place">File and line, for errors.</param>
    public static ExpectedStance Read(string word, string place)
    {
        var trimmed = word.Trim();
        if (trimmed.Length == 0)
        {
            return ExpectedStance.Either;
        }

        return Known.TryGetValue(trimmed, out var stance)
            ? stance
            : throw new DemurException(
                ErrorCode.BadInput,
                $"{place}: '{trimmed}' is no expected stance; write comply, refuse or either (also read: {string.Join(", ", Known.Keys.Skip(3))}).");
    }
}
