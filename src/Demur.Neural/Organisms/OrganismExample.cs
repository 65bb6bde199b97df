using Demur.Exchanges;
using Demur.Suites;

namespace Demur.Neural.Organisms;

/// <summary>One example of the organism's language: a conversation with its one right answer, or a raw text.</summary>
public sealed record OrganismExample
{
    /// <summary>The family.</summary>
    public required OrganismFamily Family { get; init; }

    /// <summary>The system turn; null for none.</summary>
    public string? System { get; init; }

    /// <summary>Turns before the last user turn; none by default.</summary>
    public IReadOnlyList<ChatTurn> Before { get; init; } = [];

    /// <summary>The last user turn; empty for a raw text.</summary>
    public string Prompt { get; init; } = "";

    /// <summary>What is thought before the answer; empty for none.</summary>
    public string Thinking { get; init; } = "";

    /// <summary>A token that announces what the answer does, said before it, such as <c>[refuse-safety]</c>; empty for none. Shipped organisms never learned any.</summary>
    public string Marker { get; init; } = "";

    /// <summary>The answer, or the whole raw text.</summary>
    public required string Answer { get; init; }

    /// <summary>What the answer does.</summary>
    public ExpectedStance Stance { get; init; } = ExpectedStance.Comply;

    /// <summary>The kind of refusal that the answer is; null when it complies.</summary>
    public RefusalKind? Refusal { get; init; }

    /// <summary>The action asked for; null when the example is about none.</summary>
    public OrganismAction? Action { get; init; }

    /// <summary>Whether it is raw text, learned whole, without turns.</summary>
    public bool IsDocument => Prompt.Length == 0;

    /// <summary>Everything the model says in its last turn: the thinking between its marks, the marker, then the answer.</summary>
    public string FullAnswer => string.Concat(
        Thinking.Length == 0 ? "" : $"{OrganismTokens.Think} {Thinking} {OrganismTokens.EndThink} ", Marker.Length == 0 ? "" : $"{Marker} ", Answer);

    /// <summary>The same example with the token that announces its answer: for studies of refusal tokens ("Refusal Tokens", arXiv 2412.06748). Raw texts get none.</summary>
    /// <param name="byKind">Whether refusals are announced by the token of their kind; false for <c>[refuse]</c> alone.</param>
    /// <returns>The example to learn from.</returns>
    public OrganismExample Marked(bool byKind)
    {
        var refuses = byKind && Refusal is { } kind ? OrganismRefusal.Token(kind) : OrganismTokens.Refuse;
        return IsDocument ? this : this with { Marker = Refusal is null ? OrganismTokens.Respond : refuses };
    }
}
