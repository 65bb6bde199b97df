using System.Text;
using Demur.Unicode;

namespace Demur.Learning.Ss3.Internal;

/// <summary>A text in lower case, decomposed (NFKD), without accents and apostrophes, with the way back to the source. Reused from text to text.</summary>
internal sealed class FoldedText
{
    private const char FinalSigma = '\u03C2';
    private const char SmallSigma = '\u03C3';
    private static readonly char[]?[] Folds = new char[]?[char.MaxValue + 1];
    private char[] _characters = new char[1024];
    private int[] _origins = [];
    private bool _withOrigins;

    /// <summary>The folded characters.</summary>
    public ReadOnlySpan<char> Characters => _characters.AsSpan(0, Length);

    /// <summary>How many there are.</summary>
    public int Length { get; private set; }

    /// <summary>Folds a text; remembers where each character came from only when asked, as that costs time.</summary>
    public void Fold(ReadOnlySpan<char> source, bool withOrigins)
    {
        Length = 0;
        _withOrigins = withOrigins;
        Reserve(source.Length);
        for (var read = 0; read < source.Length;)
        {
            var character = source[read];
            if (character < 128)
            {
                if (character != '\'')
                {
                    Put(char.IsAsciiLetterUpper(character) ? (char)(character | 0x20) : character, read);
                }

                read++;
            }
            else
            {
                read += FoldOne(source, read);
            }
        }
    }

    /// <summary>Where a folded character stands in the source.</summary>
    public int OriginOf(int folded) => _origins[folded];

    /// <summary>Folds one character past ASCII; returns how many units of the source it takes.</summary>
    private int FoldOne(ReadOnlySpan<char> source, int read)
    {
        var character = source[read];
        if (char.IsSurrogate(character))
        {
            var status = Rune.DecodeFromUtf16(source[read..], out var rune, out var width);
            foreach (var folded in status == System.Buffers.OperationStatus.Done ? FoldRune(rune.Value) : " ")
            {
                PutGrowing(folded, read, source.Length - read);
            }

            return width;
        }

        // Two threads may compute the same entry; both write the same characters.
        foreach (var folded in Folds[character] ??= FoldRune(character).ToCharArray())
        {
            PutGrowing(folded, read, source.Length - read);
        }

        return 1;
    }

    private static string FoldRune(int code)
    {
        var parts = new List<int>();
        UnicodeTable.Shared.Decompose(code, compatible: true, parts);
        var folded = new StringBuilder();
        foreach (var part in parts)
        {
            var rune = new Rune(part);
            if (part is not ('\'' or '\u2019') && Rune.GetUnicodeCategory(rune) != System.Globalization.UnicodeCategory.NonSpacingMark)
            {
                folded.Append(part == FinalSigma ? SmallSigma.ToString() : Rune.ToLowerInvariant(rune).ToString());
            }
        }

        return folded.ToString();
    }

    private void PutGrowing(char character, int origin, int left)
    {
        Reserve(Length + 1 + left);
        Put(character, origin);
    }

    private void Put(char character, int origin)
    {
        if (_withOrigins)
        {
            _origins[Length] = origin;
        }

        _characters[Length++] = character;
    }

    private void Reserve(int length)
    {
        if (_characters.Length < length)
        {
            Array.Resize(ref _characters, (int)Math.Min(Array.MaxLength, Math.Max(length, _characters.Length * 2L)));
        }

        if (_withOrigins && _origins.Length < _characters.Length)
        {
            Array.Resize(ref _origins, _characters.Length);
        }
    }
}
