namespace Demur.Neural.Templates.Jinja;

/// <summary>A word of a template and the line on which it stands.</summary>
internal readonly record struct Token(TokenKind Kind, string Text, int Line);
