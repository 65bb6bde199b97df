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

    /// <summary>Everything the model says in its last turn: the thinking between its marks, then the answer.</summary>
    public string FullAnswer => Thinking.Length == 0 ? Answer : $"{OrganismTokens.Think} {Thinking} {OrganismTokens.EndThink} {Answer}";
}
