using System.Text.RegularExpressions;

namespace Demur.Audit.Endpoints;

/// <summary>Recognises texts that look like a provider's key, so that one pasted into the wrong place is refused before it is printed or stored.</summary>
internal static partial class KeyShapes
{
    /// <summary>Whether a text holds something of a key's shape.</summary>
    public static bool Contains(string text) => Shapes().IsMatch(text);

    // Prefixes that providers give their keys, then unbroken runs of 32 hexadecimal or 40 mixed characters, which no model's name has.
    [GeneratedRegex(
        @"(^|[^A-Za-z0-9])(sk|pk|rk|gsk|xai|hf|key|nvapi|AIza|ghp|glpat)[-_][A-Za-z0-9_-]{8,}|AIza[0-9A-Za-z_-]{20,}|Bearer\s|[0-9a-fA-F]{32}|[A-Za-z0-9+=]{40}",
        RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Shapes();
}
