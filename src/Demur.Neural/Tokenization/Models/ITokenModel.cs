using System.Text.Json;

namespace Demur.Neural.Tokenization.Models;

/// <summary>Turns a piece of text into tokens of its vocabulary; safe for concurrent use.</summary>
internal interface ITokenModel
{
    TokenizerModelKind Kind { get; }

    Vocabulary Vocabulary { get; }

    /// <summary>Adds the tokens of a piece.</summary>
    void Tokenize(ReadOnlySpan<char> piece, List<TokenPart> tokens);

    void Write(Utf8JsonWriter writer);
}
