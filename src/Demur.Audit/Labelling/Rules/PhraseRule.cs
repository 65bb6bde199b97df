using Demur.Audit.Labelling.Text;

namespace Demur.Audit.Labelling.Rules;

/// <summary>A phrase with gaps that matches within one sentence.</summary>
/// <param name="Index">The rule's number.</param>
/// <param name="Name">The kind, the language and a running number, such as <c>policy.en.3</c>.</param>
/// <param name="Kind">What the phrase does.</param>
/// <param name="Elements">Its places in order; the first one is not a gap.</param>
internal sealed record PhraseRule(int Index, string Name, PhraseKind Kind, PhraseElement[] Elements)
{
    /// <summary>Whether the rule reads English.</summary>
    public bool IsEnglish { get; } = Name.Contains(".en.", StringComparison.Ordinal);

    /// <summary>Tries the rule at one word.</summary>
    /// <param name="tokens">The words of the text.</param>
    /// <param name="at">The word to begin with.</param>
    /// <returns>The number just past the last matched word, or -1.</returns>
    public int Match(ReadOnlySpan<Token> tokens, int at) => Match(tokens, at, 0, tokens[at].Sentence);

    private static int MatchAlternative(ReadOnlySpan<Token> tokens, int at, ReadOnlySpan<ulong> rest, int sentence)
    {
        for (var i = 0; i < rest.Length; i++)
        {
            if (at + i >= tokens.Length || tokens[at + i].Hash != rest[i] || tokens[at + i].Sentence != sentence)
            {
                return -1;
            }
        }

        return at + rest.Length;
    }

    private int Match(ReadOnlySpan<Token> tokens, int at, int place, int sentence)
    {
        if (place == Elements.Length)
        {
            return at;
        }

        var element = Elements[place];
        return element.Gap > 0 ? MatchGap(tokens, at, place, sentence) : MatchChoice(tokens, at, place, sentence);
    }

    private int MatchGap(ReadOnlySpan<Token> tokens, int at, int place, int sentence)
    {
        var next = place + 1 < Elements.Length && Elements[place + 1] is { Optional: false } choice ? choice : null;
        for (var skipped = 0; skipped <= Elements[place].Gap; skipped++)
        {
            if (skipped > 0 && (at + skipped > tokens.Length || tokens[at + skipped - 1].Sentence != sentence))
            {
                return -1;
            }

            if (next is not null && (at + skipped >= tokens.Length || !next.MayBegin(tokens[at + skipped].Hash)))
            {
                continue;
            }

            var end = Match(tokens, at + skipped, place + 1, sentence);
            if (end >= 0)
            {
                return end;
            }
        }

        return -1;
    }

    private int MatchChoice(ReadOnlySpan<Token> tokens, int at, int place, int sentence)
    {
        var element = Elements[place];
        if (at < tokens.Length && tokens[at].Sentence == sentence && element.After(tokens[at].Hash) is { } alternatives)
        {
            foreach (var rest in alternatives)
            {
                var next = MatchAlternative(tokens, at + 1, rest, sentence);
                var end = next < 0 ? -1 : Match(tokens, next, place + 1, sentence);
                if (end >= 0)
                {
                    return end;
                }
            }
        }

        return element.Optional ? Match(tokens, at, place + 1, sentence) : -1;
    }
}
