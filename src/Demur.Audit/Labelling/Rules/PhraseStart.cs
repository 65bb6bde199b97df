using Demur.Audit.Labelling.Text;

namespace Demur.Audit.Labelling.Rules;

/// <summary>A rule that can begin with a certain word, and which words can follow there: one glance at the next word spares most attempts.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="NeedsNext">Whether it needs one of certain words next; otherwise any word will do, or none.</param>
/// <param name="Next">These words.</param>
internal readonly record struct PhraseStart(PhraseRule Rule, bool NeedsNext, WordFilter Next)
{
    /// <summary>Finds what can follow a rule's first word.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="word">A word that it can begin with.</param>
    /// <returns>The start.</returns>
    public static PhraseStart Of(PhraseRule rule, ulong word)
    {
        var next = new HashSet<ulong>();
        return new PhraseStart(rule, CollectAfter(rule.Elements, word, next), WordFilter.Of(next));
    }

    /// <summary>Whether the rule may match at a word that it can begin with.</summary>
    /// <param name="tokens">The words of the text.</param>
    /// <param name="at">The first word.</param>
    /// <returns>False when it cannot.</returns>
    public bool MayMatch(ReadOnlySpan<Token> tokens, int at) =>
        !NeedsNext || (at + 1 < tokens.Length && Next.MayHold(tokens[at + 1].Hash) && tokens[at + 1].Sentence == tokens[at].Sentence);

    /// <summary>Collects the words that can come second; false when that can be any word or none.</summary>
    private static bool CollectAfter(PhraseElement[] elements, ulong word, HashSet<ulong> next)
    {
        for (var place = 0; place < elements.Length; place++)
        {
            if (elements[place].Gap > 0)
            {
                return false;
            }

            foreach (var rest in elements[place].After(word) ?? [])
            {
                if (rest.Length > 0)
                {
                    next.Add(rest[0]);
                }
                else if (!CollectFrom(elements, place + 1, next))
                {
                    return false;
                }
            }

            if (!elements[place].Optional)
            {
                return true;
            }
        }

        return true;
    }

    /// <summary>Collects the words that a place or, where it may be missing, those behind it can begin with; false when that can be any word or none.</summary>
    private static bool CollectFrom(PhraseElement[] elements, int place, HashSet<ulong> next)
    {
        for (; place < elements.Length; place++)
        {
            if (elements[place].Gap > 0)
            {
                return false;
            }

            next.UnionWith(elements[place].FirstWords);
            if (!elements[place].Optional)
            {
                return true;
            }
        }

        return false;
    }
}
