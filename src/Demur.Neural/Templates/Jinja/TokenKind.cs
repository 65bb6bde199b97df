namespace Demur.Neural.Templates.Jinja;

/// <summary>The kinds of words that a template is made of.</summary>
internal enum TokenKind
{
    Text,
    ExpressionStart,
    ExpressionEnd,
    StatementStart,
    StatementEnd,
    Name,
    Quoted,
    Integer,
    Float,
    Operator,
    End,
}
