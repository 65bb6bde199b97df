using System.Text;
using Demur.Learning.Text.Internal;

namespace Demur.Learning.Ss3.Internal;

/// <summary>
/// Cuts a text into words as the reference toolkit prepares it: folded (see <see cref="FoldedText"/>), numbers as marker words by what they count,
/// words of letters, digits and underscores. It does so in one pass that keeps the places in the source. Where we deviate: nothing goes across a line's end,
/// a typographic apostrophe counts as one, a real degree sign makes a temperature, and words past 256 characters are cut there. Not thread-safe.
/// </summary>
internal sealed class Ss3Reader
{
    private const int MaxWord = 256;
    private readonly FoldedText _folded = new();
    private readonly NumberScanner _numbers = new();
    private char[] _output = new char[1024];
    private Ss3Token[] _tokens = new Ss3Token[256];
    private int _outputLength;
    private int _wordStart;
    private int _foldedStart;
    private int _foldedEnd;
    private Ss3Break _before;
    private Hashtag _hashtag;

    private enum Hashtag
    {
        Outside,
        Sign,
        Inside,
        After,
    }

    /// <summary>The words in order.</summary>
    public ReadOnlySpan<Ss3Token> Tokens => _tokens.AsSpan(0, TokenCount);

    /// <summary>The number of words.</summary>
    public int TokenCount { get; private set; }

    /// <summary>A word's characters.</summary>
    public ReadOnlySpan<char> WordOf(in Ss3Token token) => _output.AsSpan(token.Start, token.Length);

    /// <summary>Reads a text; places in the source are kept only when asked, as that costs time.</summary>
    public void Read(ReadOnlySpan<char> text, bool withPlaces)
    {
        _folded.Fold(text, withPlaces);
        _outputLength = 0;
        _wordStart = 0;
        _before = Ss3Break.Paragraph;
        _hashtag = Hashtag.Outside;
        TokenCount = 0;
        var characters = _folded.Characters;
        for (var i = 0; i < characters.Length;)
        {
            i = Step(characters, i);
        }

        EndWord();
    }

    /// <summary>Where a stretch of words stands in the source; only after a reading with places.</summary>
    public Decisions.TextSpan Place(in Ss3Token first, in Ss3Token last, ReadOnlySpan<char> source)
    {
        var start = _folded.OriginOf(first.FoldedStart);
        var end = _folded.OriginOf(last.FoldedEnd - 1);
        end += char.IsHighSurrogate(source[end]) && end + 1 < source.Length ? 2 : 1;
        return new Decisions.TextSpan(start, end - start);
    }

    private int Step(ReadOnlySpan<char> text, int at)
    {
        var character = text[at];
        if (char.IsAsciiLetterLower(character))
        {
            return Letters(text, at);
        }

        if (character == ' ')
        {
            EndWord();
            return at + 1;
        }

        return NumberScanner.IsDigit(character) ? Numbers(text, at, at, hasDollar: false)
            : character == '$' ? Dollar(text, at)
            : character < 128 ? Sign(text, at)
            : Foreign(text, at);
    }

    private int Letters(ReadOnlySpan<char> text, int at)
    {
        var end = at + 1;
        while (end < text.Length && char.IsAsciiLetterLower(text[end]))
        {
            end++;
        }

        Append(text[at..end], at, end);
        return end;
    }

    private int Sign(ReadOnlySpan<char> text, int at)
    {
        var character = text[at];
        switch (character)
        {
            case '_':
                Append(text.Slice(at, 1), at, at + 1);
                _hashtag = Hashtag.Outside;
                break;
            case '\n':
                Break(Ss3Break.Paragraph);
                break;
            case '.' or '!' or '?':
                Break(Ss3Break.Sentence);
                break;
            case '(' or ')' or ',' or ';' or ':' or '=' or '"' or '/' or '|' or '<' or '>' or '[' or ']':
                Break(Ss3Break.Mark);
                break;
            case '#':
                HashSign(text, at);
                break;
            default:
                EndWord();
                _hashtag = TextFolding.IsSpace(character) ? _hashtag : Hashtag.Outside;
                break;
        }

        return at + 1;
    }

    private int Foreign(ReadOnlySpan<char> text, int at)
    {
        var width = 1;
        var isWord = false;
        if (char.IsSurrogate(text[at]))
        {
            Rune.DecodeFromUtf16(text[at..], out var rune, out width);
            isWord = TextFolding.IsWord(rune);
        }
        else
        {
            isWord = TextFolding.IsWord(text[at]);
        }

        if (isWord)
        {
            Append(text.Slice(at, width), at, at + width);
        }
        else
        {
            EndWord();
        }

        _hashtag = !isWord && TextFolding.IsSpace(text[at]) ? _hashtag : Hashtag.Outside;
        return at + width;
    }

    /// <summary>Hashtags that follow each other are no phrase, and a lone sign is a mark.</summary>
    private void HashSign(ReadOnlySpan<char> text, int at)
    {
        EndWord();
        var isTag = at + 1 < text.Length
            && (char.IsAsciiLetter(text[at + 1]) || NumberScanner.IsDigit(text[at + 1]) || (text[at + 1] == '$' && NumberAfter(text, at + 1) >= 0));
        if (_hashtag == Hashtag.After || !isTag)
        {
            Break(Ss3Break.Mark);
        }

        _hashtag = isTag ? Hashtag.Sign : Hashtag.Outside;
    }

    /// <summary>The first digit after a dollar sign and blanks, or -1.</summary>
    private static int NumberAfter(ReadOnlySpan<char> text, int dollar)
    {
        var at = dollar + 1;
        while (at < text.Length && text[at] != '\n' && TextFolding.IsSpace(text[at]))
        {
            at++;
        }

        return at < text.Length && NumberScanner.IsDigit(text[at]) ? at : -1;
    }

    private int Dollar(ReadOnlySpan<char> text, int at)
    {
        var digit = NumberAfter(text, at);
        return digit >= 0 && _numbers.Scan(text, digit, hasDollar: true)[0].Kind == NumberKind.Money
            ? Numbers(text, at, digit, hasDollar: true)
            : Sign(text, at);
    }

    /// <summary>Writes the markers of a run of numbers; letters that touch a number make one word with its marker.</summary>
    private int Numbers(ReadOnlySpan<char> text, int start, int digit, bool hasDollar)
    {
        var at = digit;
        foreach (var number in _numbers.Scan(text, digit, hasDollar))
        {
            for (; at < number.Start; at++)
            {
                Break(text[at] is '.' or ',' or '/' ? Ss3Break.Mark : Ss3Break.None);
            }

            Append(Marker(number.Kind), number.Kind == NumberKind.Money ? start : number.Start, number.End);
            at = number.End;
        }

        return at;
    }

    private void Append(ReadOnlySpan<char> characters, int foldedStart, int foldedEnd)
    {
        if (_outputLength == _wordStart)
        {
            _foldedStart = foldedStart;
            _hashtag = _hashtag == Hashtag.Sign ? Hashtag.Inside : Hashtag.Outside;
        }

        var kept = Math.Min(characters.Length, _wordStart + MaxWord - _outputLength);
        if (_outputLength + kept > _output.Length)
        {
            Array.Resize(ref _output, (int)Math.Min(Array.MaxLength, Math.Max(_outputLength + kept, _output.Length * 2L)));
        }

        characters[..kept].CopyTo(_output.AsSpan(_outputLength));
        _outputLength += kept;
        _foldedEnd = foldedEnd;
    }

    private void EndWord()
    {
        if (_outputLength == _wordStart)
        {
            return;
        }

        if (TokenCount == _tokens.Length)
        {
            Array.Resize(ref _tokens, _tokens.Length * 2);
        }

        _tokens[TokenCount++] = new Ss3Token(_wordStart, _outputLength - _wordStart, _foldedStart, _foldedEnd, _before);
        _wordStart = _outputLength;
        _before = Ss3Break.None;
        _hashtag = _hashtag == Hashtag.Inside ? Hashtag.After : Hashtag.Outside;
    }

    private void Break(Ss3Break strength)
    {
        EndWord();
        _before = strength > _before ? strength : _before;
        _hashtag = Hashtag.Outside;
    }

    private static string Marker(NumberKind kind) => kind switch
    {
        NumberKind.Money => "mnnbrr",
        NumberKind.Date => "nnbrrd",
        NumberKind.Temperature => "nnbrrt",
        NumberKind.Percent => "nnbrrp",
        _ => "nnbrr",
    };
}
