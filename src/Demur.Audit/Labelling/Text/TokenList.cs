namespace Demur.Audit.Labelling.Text;

/// <summary>The words of one text and what its layout says. Reused from text to text: it grows to the longest and allocates nothing after that.</summary>
internal sealed class TokenList
{
    /// <summary>Shorter sentences may repeat: they say little and cost little.</summary>
    private const int LeastWords = 4;

    private readonly WordSet _sentences = new();
    private Token[] _tokens = new Token[512];
    private int _sentenceStart;

    /// <summary>The number of words.</summary>
    public int Count { get; private set; }

    /// <summary>The words in order.</summary>
    public ReadOnlySpan<Token> Tokens => _tokens.AsSpan(0, Count);

    /// <summary>The number of sentences with words.</summary>
    public int SentenceCount => Count == 0 ? 0 : _tokens[Count - 1].Sentence + 1;

    /// <summary>The number of lines that open like a list item or a heading.</summary>
    public int ListItems { get; set; }

    /// <summary>The number of code fences.</summary>
    public int CodeFences { get; set; }

    /// <summary>The number of letters and digits in scripts that phrase rules read.</summary>
    public int KnownLetters { get; set; }

    /// <summary>The number of letters and digits in other scripts.</summary>
    public int UnknownLetters { get; set; }

    /// <summary>Whether most of the text is in a script that no phrase rule reads.</summary>
    public bool IsOfUnknownScript => UnknownLetters > KnownLetters;

    /// <summary>The number of question marks.</summary>
    public int Questions { get; set; }

    /// <summary>Whether the last visible character is a question mark.</summary>
    public bool EndsWithQuestion { get; set; }

    /// <summary>Forgets the words.</summary>
    public void Clear()
    {
        Count = 0;
        _sentenceStart = 0;
        _sentences.Clear();
        ListItems = 0;
        CodeFences = 0;
        KnownLetters = 0;
        UnknownLetters = 0;
        Questions = 0;
        EndsWithQuestion = false;
    }

    /// <summary>Adds a word.</summary>
    /// <param name="token">The word.</param>
    public void Add(in Token token)
    {
        if (Count == _tokens.Length)
        {
            Array.Resize(ref _tokens, Count * 2);
        }

        _tokens[Count++] = token;
    }

    /// <summary>Ends a sentence. One that was there before is forgotten: models that loop say the same sentence hundreds of times, and it counts once.</summary>
    /// <returns>Whether the sentence stays.</returns>
    public bool EndSentence()
    {
        var words = _tokens.AsSpan(_sentenceStart, Count - _sentenceStart);
        var hash = WordHash.Start;
        foreach (ref readonly var word in words)
        {
            hash = WordHash.Append(hash, word.Hash);
        }

        var stays = words.Length < LeastWords || _sentences.Add(hash);
        Count = stays ? Count : _sentenceStart;
        _sentenceStart = Count;
        return stays && words.Length > 0;
    }
}
