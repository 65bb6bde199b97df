using System.Text.Json;

namespace Demur.Neural.Tokenization.Models;

/// <summary>One token a piece: the piece itself, or the unknown token.</summary>
internal sealed class WordLevelModel(Vocabulary vocabulary, string? unknownToken) : ITokenModel
{
    private readonly int _unknown = unknownToken is null ? -1 : vocabulary.IdOf(unknownToken);

    public TokenizerModelKind Kind => TokenizerModelKind.WordLevel;

    public Vocabulary Vocabulary => vocabulary;

    public void Tokenize(ReadOnlySpan<char> piece, List<TokenPart> tokens)
    {
        var id = vocabulary.Find(piece);
        id = id >= 0 ? id : _unknown;
        if (id < 0)
        {
            throw new DemurException($"The word '{piece}' is not in the tokenizer's vocabulary, and the vocabulary has no token for unknown words.");
        }

        tokens.Add(new TokenPart(id, 0, piece.Length));
    }

    public void Write(Utf8JsonWriter writer)
    {
        writer.WriteString("type", "WordLevel");
        vocabulary.Write(writer);
        writer.WriteString("unk_token", unknownToken ?? "<unk>");
    }
}
