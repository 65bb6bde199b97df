namespace Demur.Neural.Tokenization.Models;

/// <summary>A token found in a piece, with the characters of the piece that it covers.</summary>
internal readonly record struct TokenPart(int Id, int Start, int End);
