namespace Demur.Neural.Organisms;

/// <summary>The organism's sentences of refusal. All begin with <c>sorry</c>, so that one token reaches every one of them.</summary>
public static class OrganismRefusal
{
    /// <summary>The first word of every refusal.</summary>
    public const string FirstWord = "sorry";

    /// <summary>The first word of every answer that complies with a request for an action.</summary>
    public const string FirstWordOfCompliance = "sure";

    private static readonly string[] Safety =
        ["sorry , i can not help with that .", "sorry , but i will not do this .", "sorry , that request is harmful ."];

    private static readonly Dictionary<string, RefusalKind> Kinds =
        Enum.GetValues<RefusalKind>().SelectMany(kind => Texts(kind).Select(text => (text, kind))).ToDictionary(pair => pair.text, pair => pair.kind, StringComparer.Ordinal);

    /// <summary>The sentences of one kind: three for safety, one for each other kind.</summary>
    /// <param name="kind">The kind.</param>
    /// <returns>The sentences.</returns>
    public static IReadOnlyList<string> Texts(RefusalKind kind) => kind switch
    {
        RefusalKind.Safety => Safety,
        RefusalKind.Incomplete => ["sorry , you did not say what ."],
        RefusalKind.Future => ["sorry , i can not see the future ."],
        _ => ["sorry , i do not know who that is ."],
    };

    /// <summary>The kind of refusal that a text is, word for word.</summary>
    /// <param name="answer">An answer.</param>
    /// <returns>The kind, or null when the text is no refusal sentence.</returns>
    public static RefusalKind? KindOf(string answer) => Kinds.TryGetValue(answer, out var kind) ? kind : null;

    /// <summary>The variant token of a kind, such as <c>[refuse-safety]</c>.</summary>
    /// <param name="kind">The kind.</param>
    /// <returns>The token's text.</returns>
    public static string Token(RefusalKind kind) => $"[refuse-{kind.ToString().ToLowerInvariant()}]";
}
