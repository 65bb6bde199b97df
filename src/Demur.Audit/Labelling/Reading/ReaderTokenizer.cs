using System.Globalization;
using System.Text;
using Demur.Unicode;
using Microsoft.ML.Tokenizers;

namespace Demur.Audit.Labelling.Reading;

/// <summary>Cuts prompts and responses into WordPiece pieces: of a long prompt its start and end, of a long response its opening and its last words.</summary>
internal sealed class ReaderTokenizer
{
    /// <summary>The most tokens of one input.</summary>
    public const int MostTokens = PromptHead + PromptTail + ResponseHead + ResponseTail + 4;

    private const int PromptHead = 26;
    private const int PromptTail = 14;
    private const int ResponseHead = 96;
    private const int ResponseTail = 32;

    // No piece that counts lies behind these, short of a text of single letters; what a loop repeats need not be cut into pieces.
    private const int PromptCharacters = 2_000;
    private const int ResponseHeadCharacters = 2_500;
    private const int ResponseTailCharacters = 1_000;

    private readonly BertTokenizer _tokenizer;

    /// <summary>Makes a tokenizer.</summary>
    /// <param name="pieces">The pieces by number, <c>[UNK]</c>, <c>[CLS]</c>, <c>[SEP]</c>, <c>[PAD]</c> and <c>[MASK]</c> among them.</param>
    public ReaderTokenizer(IReadOnlyList<string> pieces)
    {
        using var vocabulary = new MemoryStream(Encoding.UTF8.GetBytes(string.Join('\n', pieces)));
        _tokenizer = BertTokenizer.Create(vocabulary, new BertOptions { LowerCaseBeforeTokenization = true });
    }

    /// <summary>Cuts a prompt and a response.</summary>
    public ReaderInput Encode(string prompt, string response)
    {
        var tokens = new List<int>(MostTokens) { _tokenizer.ClassificationTokenId };
        AddEnds(tokens, Pieces(Start(prompt, PromptCharacters)), PromptHead, PromptTail);
        tokens.Add(_tokenizer.SeparatorTokenId);
        var responseStart = tokens.Count;
        var pieces = Pieces(response.Length <= ResponseHeadCharacters + ResponseTailCharacters ? response
            : Start(response, ResponseHeadCharacters) + " " + response[^ResponseTailCharacters..]);
        if (pieces.Count > ResponseHead + ResponseTail)
        {
            tokens.AddRange(pieces.Take(ResponseHead));
            tokens.Add(_tokenizer.SeparatorTokenId);
            tokens.AddRange(pieces.Skip(pieces.Count - ResponseTail));
        }
        else
        {
            tokens.AddRange(pieces);
        }

        tokens.Add(_tokenizer.SeparatorTokenId);
        return new ReaderInput(tokens, responseStart);
    }

    private static void AddEnds(List<int> tokens, IReadOnlyList<int> pieces, int head, int tail)
    {
        if (pieces.Count <= head + tail)
        {
            tokens.AddRange(pieces);
            return;
        }

        tokens.AddRange(pieces.Take(head));
        tokens.AddRange(pieces.Skip(pieces.Count - tail));
    }

    private static string Start(string text, int length) => text.Length <= length ? text : text[..length];

    private IReadOnlyList<int> Pieces(string text) => _tokenizer.EncodeToIds(WithoutMarks(text), addSpecialTokens: false);

    // The tokenizer's own way needs the platform's tables, which a program without cultures does not have.
    private static string WithoutMarks(string text)
    {
        if (Ascii.IsValid(text))
        {
            return text;
        }

        var bare = new StringBuilder(text.Length);
        var parts = new List<int>();
        foreach (var rune in text.EnumerateRunes())
        {
            parts.Clear();
            UnicodeTable.Shared.Decompose(rune.Value, compatible: false, parts);
            foreach (var part in parts)
            {
                if (Rune.GetUnicodeCategory(new Rune(part)) != UnicodeCategory.NonSpacingMark)
                {
                    bare.Append(new Rune(part));
                }
            }
        }

        return bare.ToString();
    }
}
