namespace Demur.Audit.Labelling.Text;

/// <summary>
/// Cuts a text into folded words and sentences in one pass. Apostrophes of every kind vanish inside a word (can't, can’t and cant are one), but end
/// a one-letter elision before it (l'aide is l, aide); Markdown marks are separators; invisible characters leave no trace. Chinese and Japanese have no spaces
/// between words, so each of their characters is a word.
/// </summary>
internal ref struct Tokenizer
{
    /// <summary>Texts longer than this are read at both ends only.</summary>
    public const int LongText = 10_000;

    private const int HeadLength = 8_000;
    private const int TailLength = LongText - HeadLength;
    private const char GreekQuestion = '\u037E';

    /// <summary>What ASCII letters and digits become; 0 for all other characters.</summary>
    private static readonly byte[] PlainFold =
        [.. Enumerable.Range(0, 128).Select(i => (byte)(char.IsLetterOrDigit((char)i) ? CharacterFold.Fold((char)i, out _) : 0))];

    private readonly ReadOnlySpan<char> _text;
    private readonly TokenList _into;
    private ulong _hash;
    private int _start;
    private int _letters;
    private char _first;
    private int _sentence;
    private bool _sentenceEnds;

    private Tokenizer(ReadOnlySpan<char> text, TokenList into)
    {
        _text = text;
        _into = into;
        _hash = WordHash.Start;
    }

    /// <summary>Tokenizes a text. Of a text past <see cref="LongText"/> characters the first 8,000 and the last 2,000 are read, so that the time is bounded.</summary>
    /// <param name="text">Any UTF-16, valid or not.</param>
    /// <param name="into">Receives the words; cleared first.</param>
    public static void Run(ReadOnlySpan<char> text, TokenList into)
    {
        into.Clear();
        var tokenizer = new Tokenizer(text, into);
        if (text.Length <= LongText)
        {
            tokenizer.Read(0, text.Length);
        }
        else
        {
            tokenizer.Read(0, HeadLength);
            tokenizer._sentenceEnds = true;
            tokenizer.Read(text.Length - TailLength, text.Length);
        }

        into.EndSentence();
        var visible = text.TrimEnd();
        into.EndsWithQuestion = visible.Length > 0 && IsQuestion(visible, visible.Length - 1);
    }

    private static bool IsSentenceEnd(char character) => character is '\n' or '!' or '?' or ':' or ';' or '。' or '！' or '？' or '…' or '：' or '；' or '｡' or GreekQuestion;

    /// <summary>Whether a character asks; in Greek the semicolon does.</summary>
    private static bool IsQuestion(ReadOnlySpan<char> text, int position) =>
        text[position] is '?' or '？' or GreekQuestion || (text[position] == ';' && position > 0 && text[position - 1] is >= '\u0370' and <= '\u03FF');

    /// <summary>Whether a high surrogate begins a Han character of the supplementary planes.</summary>
    private readonly bool IsIdeographPair(int position, int to) => position + 1 < to && char.IsLowSurrogate(_text[position + 1])
        && char.ConvertToUtf32(_text[position], _text[position + 1]) is >= 0x20000 and < 0x40000;

    private void Read(int from, int to)
    {
        var lineStarts = true;
        for (var i = from; i < to; i++)
        {
            var character = _text[i];
            if (lineStarts)
            {
                _into.ListItems += IsListItem(i, to) ? 1 : 0;
                lineStarts = false;
            }

            if (char.IsAscii(character) && PlainFold[character] != 0)
            {
                i = AddPlain(i, to) - 1;
                continue;
            }

            // Every other separator is looked at more closely.
            if (character == ' ')
            {
                EndWord(i);
                continue;
            }

            // Some apostrophes are letters to Unicode (U+02BC), so they are asked about first.
            if (char.IsLetterOrDigit(character) && !CharacterFold.IsApostrophe(character))
            {
                i = CharacterFold.IsUnspaced(character) ? AddUnspaced(i, to) - 1 : AddLetter(character, i);
            }
            else if (char.IsHighSurrogate(character) && IsIdeographPair(i, to))
            {
                i = AddPair(i) - 1;
            }
            else if (!CharacterFold.IsInvisible(character))
            {
                Separate(character, i, to);
                lineStarts = character == '\n';
            }
        }

        EndWord(to);
    }

    /// <summary>Adds a run of plain letters and digits, which most text is made of.</summary>
    /// <returns>The place just past the run.</returns>
    private int AddPlain(int from, int to)
    {
        var (fold, hash, at) = (PlainFold, _hash, from);
        if (_letters == 0)
        {
            _start = from;
            _first = (char)fold[_text[from]];
        }

        for (; at < to && char.IsAscii(_text[at]) && fold[_text[at]] is var folded and not 0; at++)
        {
            hash = WordHash.Add(hash, (char)folded);
        }

        _letters += at - from;
        _into.KnownLetters += at - from;
        _hash = hash;
        return at;
    }

    /// <summary>Adds a letter to the word.</summary>
    /// <returns>Its place.</returns>
    private int AddLetter(char character, int position)
    {
        if (CharacterFold.IsOfKnownScript(character))
        {
            _into.KnownLetters++;
        }
        else
        {
            _into.UnknownLetters++;
        }

        if (HangulFold.IsSyllable(character))
        {
            HangulFold.Decompose(character, out var lead, out var vowel, out var tail);
            AddFolded(lead, vowel, position);
            if (tail != '\0')
            {
                AddFolded(tail, '\0', position);
            }

            return position;
        }

        AddFolded(CharacterFold.Fold(character, out var second), second, position);
        return position;
    }

    private void AddFolded(char folded, char second, int position)
    {
        if (_letters == 0)
        {
            _start = position;
            _first = folded;
        }

        _hash = WordHash.Add(_hash, folded);
        _letters++;
        if (second != '\0')
        {
            _hash = WordHash.Add(_hash, second);
            _letters++;
        }
    }

    /// <summary>Adds a Han character or a kana, which is a word by itself, together with the mark that may follow a kana in decomposed and half-width text.</summary>
    /// <returns>The place just past it.</returns>
    private int AddUnspaced(int at, int to)
    {
        EndWord(at);
        AddLetter(_text[at], at);
        at++;
        if (at < to && KanaFold.IsVoicing(_text[at]))
        {
            AddLetter(_text[at], at);
            at++;
        }

        EndWord(at);
        return at;
    }

    /// <summary>Adds a Han character that takes two units.</summary>
    /// <returns>The place just past it.</returns>
    private int AddPair(int at)
    {
        EndWord(at);
        AddFolded(_text[at], _text[at + 1], at);
        _into.KnownLetters++;
        EndWord(at + 2);
        return at + 2;
    }

    private void Separate(char character, int position, int to)
    {
        if (_letters > 0 && CharacterFold.IsApostrophe(character) && position + 1 < to && char.IsLetter(_text[position + 1]))
        {
            // "I'm" and "can't" stay one word; French and Italian elisions (l', d', j', n', qu') are words of their own.
            if ((_letters == 1 && _first != 'i') || (_letters == 2 && _first == 'q'))
            {
                EndWord(position);
            }

            return;
        }

        EndWord(position);
        _sentenceEnds |= IsSentenceEnd(character) || (character == '.' && IsFullStop(position, to));
        _into.Questions += IsQuestion(_text, position) ? 1 : 0;
        if (character == '`' && position + 2 < to && _text[position + 1] == '`' && _text[position + 2] == '`')
        {
            _into.CodeFences++;
        }
    }

    /// <summary>Whether a dot ends a sentence: not within numbers, abbreviations and addresses, but before a capital after a small letter, as in "illegal.Instead".</summary>
    private readonly bool IsFullStop(int position, int to)
    {
        if (position + 1 >= to || !char.IsLetterOrDigit(_text[position + 1]))
        {
            return true;
        }

        return char.IsUpper(_text[position + 1]) && position > 0 && char.IsLower(_text[position - 1]);
    }

    private void EndWord(int end)
    {
        if (_letters == 0)
        {
            return;
        }

        if (_sentenceEnds)
        {
            _sentence += _into.EndSentence() ? 1 : 0;
            _sentenceEnds = false;
        }

        _into.Add(new Token(WordHash.Finish(_hash), _start, end, _sentence));
        _hash = WordHash.Start;
        _letters = 0;
    }

    /// <summary>Whether a line opens with "- ", "* ", "• ", "+ ", "1. ", "12) ", "## " or the Chinese "1、".</summary>
    private readonly bool IsListItem(int position, int to)
    {
        var line = _text[position..Math.Min(to, position + 16)].TrimStart(" \t");
        if (line.Length < 2)
        {
            return false;
        }

        var mark = line[0] is '-' or '*' or '•' or '+' ? 1 : line.IndexOfAnyExcept('#');
        if (mark <= 0)
        {
            var digits = line.IndexOfAnyExceptInRange('0', '9');
            if (digits is 1 or 2 && line[digits] == '、')
            {
                return true;
            }

            mark = digits is 1 or 2 && line[digits] is '.' or ')' ? digits + 1 : 0;
        }

        return mark is > 0 and < 5 && mark < line.Length && line[mark] == ' ';
    }
}
