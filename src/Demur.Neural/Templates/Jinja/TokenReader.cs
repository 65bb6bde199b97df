namespace Demur.Neural.Templates.Jinja;

/// <summary>A template's words, read one after the other.</summary>
internal sealed class TokenReader(List<Token> tokens, string name)
{
    private int _position;

    public string Name => name;

    public Token Peek => tokens[_position];

    public Token Next() => _position < tokens.Count - 1 ? tokens[_position++] : tokens[_position];

    public DemurException Error(string problem) => new($"{name}, line {Peek.Line}: {problem}.");

    public Token Expect(TokenKind kind, string what) => Peek.Kind == kind ? Next() : throw Error($"'{Peek.Text}' stands where {what} was expected");

    /// <summary>Takes a word or a sign if it is next.</summary>
    public bool TryTake(string text)
    {
        if (Peek.Kind is TokenKind.Name or TokenKind.Operator && Peek.Text == text)
        {
            Next();
            return true;
        }

        return false;
    }

    public void Take(string text)
    {
        if (!TryTake(text))
        {
            throw Error($"'{Peek.Text}' stands where '{text}' was expected");
        }
    }
}
