using Demur.Audit.Labelling.Text;

namespace Demur.Audit.Labelling.Rules;

/// <summary>One place of a phrase: a choice of words or word sequences, or a gap.</summary>
internal sealed class PhraseElement
{
    private readonly HashTable<ulong[][]> _alternatives; // first word -> the words that must follow it
    private readonly WordFilter _firstWords;

    private PhraseElement(Dictionary<ulong, ulong[][]> alternatives, int gap, bool optional)
    {
        FirstWords = [.. alternatives.Keys];
        _alternatives = HashTable<ulong[][]>.Of(FirstWords, i => alternatives[FirstWords[i]]);
        _firstWords = WordFilter.Of(FirstWords);
        Gap = gap;
        Optional = optional;
    }

    /// <summary>The most words that a gap passes over; 0 for a choice.</summary>
    public int Gap { get; }

    /// <summary>Whether the phrase also matches without this place.</summary>
    public bool Optional { get; }

    /// <summary>The words that a choice can begin with.</summary>
    public ulong[] FirstWords { get; }

    /// <summary>Makes a gap.</summary>
    /// <param name="most">The most words that it passes over.</param>
    /// <returns>The place.</returns>
    public static PhraseElement OfGap(int most) => new([], most, optional: true);

    /// <summary>Makes a choice.</summary>
    /// <param name="sequences">The word sequences to choose from, each of at least one word.</param>
    /// <param name="optional">Whether the phrase also matches without it.</param>
    /// <returns>The place.</returns>
    public static PhraseElement OfChoice(IEnumerable<ulong[]> sequences, bool optional) => new(
        sequences.GroupBy(words => words[0]).ToDictionary(group => group.Key, group => group.Select(words => words[1..]).ToArray()),
        gap: 0,
        optional);

    /// <summary>Whether an alternative may begin with a word.</summary>
    /// <param name="first">The word.</param>
    /// <returns>False when none does.</returns>
    public bool MayBegin(ulong first) => _firstWords.MayHold(first);

    /// <summary>The sequences that may follow a first word; null when no alternative begins with it.</summary>
    /// <param name="first">The first word.</param>
    /// <returns>What must follow, one entry an alternative.</returns>
    public ulong[][]? After(ulong first) => _firstWords.MayHold(first) ? _alternatives.Find(first) : null;
}
