using Demur.Audit.Labelling.Text;

namespace Demur.Audit.Labelling.Features;

/// <summary>
/// The words that n-grams may name. All others become one of two place-holders, "some word" or "some word of the prompt", so that a topic cannot become
/// evidence of refusal: the words of refusing are the same for every topic.
/// </summary>
internal sealed class WordMask
{
    /// <summary>Stands for a word outside the vocabulary.</summary>
    public const ulong Other = 0x51;

    /// <summary>Stands for a word that the prompt also has.</summary>
    public const ulong FromPrompt = 0x53;

    private readonly CuckooTable _words;

    /// <summary>Creates a mask.</summary>
    /// <param name="vocabulary">The words that may be named.</param>
    /// <param name="common">Those of them that may be named even when the prompt has them.</param>
    public WordMask(IReadOnlyCollection<ulong> vocabulary, IReadOnlyCollection<ulong> common)
    {
        Vocabulary = [.. vocabulary.Order()];
        Common = [.. common.Order()];
        _words = CuckooTable.Of(Vocabulary, [.. Vocabulary.Select(word => Array.BinarySearch(Common, word) >= 0 ? 2u : 1)])
            ?? throw new DemurException("The labeller's words cannot be told apart; its file is damaged. Train it again with 'demur train labeler'.");
    }

    /// <summary>The words that may be named, in ascending order.</summary>
    public ulong[] Vocabulary { get; }

    /// <summary>The words that may be named even when the prompt has them, in ascending order.</summary>
    public ulong[] Common { get; }

    /// <summary>Gives what an n-gram may say of a word.</summary>
    /// <param name="word">The word.</param>
    /// <param name="prompt">The prompt's words.</param>
    /// <returns>The word itself or a place-holder.</returns>
    public ulong Apply(ulong word, WordSet prompt)
    {
        var rank = _words.Find(word);
        if (rank >= 2)
        {
            return word;
        }

        return prompt.Contains(word) ? FromPrompt : rank >= 1 ? word : Other;
    }

    /// <summary>Whether a word may be named.</summary>
    /// <param name="word">The word.</param>
    /// <returns>Whether it is of the vocabulary.</returns>
    public bool Holds(ulong word) => _words.Find(word) != 0;

    /// <summary>Whether a word says something about the topic: it is not among the common ones.</summary>
    /// <param name="word">The word.</param>
    /// <returns>Whether it is a content word.</returns>
    public bool IsContent(ulong word) => _words.Find(word) < 2;
}
