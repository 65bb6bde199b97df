using System.Text;

namespace Demur.Neural.Templates.Jinja;

/// <summary>Cuts a template into words, with the white space rules that chat templates are rendered under: the first line end after a block goes (<c>trim_blocks</c>), and so do spaces between a line's beginning and a block (<c>lstrip_blocks</c>).</summary>
internal sealed class Lexer
{
    private static readonly string[] Operators = ["//", "**", "==", "!=", "<=", ">=", "+", "-", "*", "/", "%", "~", "<", ">", "=", "(", ")", "[", "]", "{", "}", ",", ".", ":", "|"];
    private readonly string _source;
    private readonly string _name;
    private readonly List<Token> _tokens = [];
    private int _position;
    private int _line = 1;
    private int _counted;

    private Lexer(string source, string name)
    {
        _source = source;
        _name = name;
    }

    public static List<Token> Read(string source, string name)
    {
        var normalized = source.ReplaceLineEndings("\n");
        // One line end at the end of the file belongs to the file and not to the template.
        return new Lexer(normalized.EndsWith('\n') ? normalized[..^1] : normalized, name).Read();
    }

    private List<Token> Read()
    {
        while (_position < _source.Length)
        {
            var open = NextOpening(_position);
            AddText(_position, open);
            _position = open;
            if (open == _source.Length)
            {
                break;
            }

            switch (_source[open + 1])
            {
                case '#':
                    Comment();
                    break;
                case '{':
                    Inside(TokenKind.ExpressionStart, TokenKind.ExpressionEnd, "}}");
                    break;
                default:
                    Block();
                    break;
            }
        }

        Add(TokenKind.End, "the end of the template");
        return _tokens;
    }

    private DemurException Error(string problem) => new($"{_name}, line {LineAt(_position)}: {problem}.");

    private int NextOpening(int from)
    {
        for (var at = from; (at = _source.IndexOf('{', at)) >= 0; at++)
        {
            if (at + 1 < _source.Length && _source[at + 1] is '{' or '%' or '#')
            {
                return at;
            }
        }

        return _source.Length;
    }

    /// <summary>Adds text before an opening, less what the opening's sign and the rule for line beginnings take away.</summary>
    private void AddText(int start, int open)
    {
        var end = open;
        if (open < _source.Length)
        {
            var sign = open + 2 < _source.Length ? _source[open + 2] : ' ';
            if (sign == '-')
            {
                end = start + _source.AsSpan(start, open - start).TrimEnd().Length;
            }
            else if (sign != '+' && _source[open + 1] != '{')
            {
                var blank = start + _source.AsSpan(start, open - start).TrimEnd(" \t").Length;
                end = blank == 0 || _source[blank - 1] == '\n' ? blank : end;
            }
        }

        if (end > start)
        {
            Add(TokenKind.Text, _source[start..end]);
        }
    }

    private void Comment()
    {
        var close = _source.IndexOf("#}", _position + 2, StringComparison.Ordinal);
        if (close < 0)
        {
            throw Error("a comment is never closed; expected '#}'");
        }

        _position = close + 2;
        AfterBlock(_source[close - 1]);
    }

    private void Block()
    {
        if (IsRaw(_position, "raw", out var after))
        {
            Raw(after);
            return;
        }

        Inside(TokenKind.StatementStart, TokenKind.StatementEnd, "%}");
    }

    private bool IsRaw(int open, string word, out int after)
    {
        var rest = _source.AsSpan(open + 2).TrimStart("-+").TrimStart();
        after = 0;
        if (!rest.StartsWith(word, StringComparison.Ordinal))
        {
            return false;
        }

        rest = rest[word.Length..].TrimStart().TrimStart("-+");
        after = _source.Length - rest.Length + 2;
        return rest.StartsWith("%}", StringComparison.Ordinal);
    }

    private void Raw(int start)
    {
        for (var at = start; (at = _source.IndexOf("{%", at, StringComparison.Ordinal)) >= 0; at++)
        {
            if (IsRaw(at, "endraw", out var after))
            {
                Add(TokenKind.Text, _source[start..at]);
                _position = after;
                AfterBlock(_source[after - 3]);
                return;
            }
        }

        throw Error("'raw' is never closed; expected 'endraw'");
    }

    /// <summary>What follows a block: all white space after a minus sign, else one line end unless a plus sign keeps it.</summary>
    private void AfterBlock(char sign)
    {
        if (sign == '-')
        {
            _position = _source.Length - _source.AsSpan(_position).TrimStart().Length;
        }
        else if (sign != '+' && _position < _source.Length && _source[_position] == '\n')
        {
            _position++;
        }
    }

    private void Inside(TokenKind start, TokenKind end, string close)
    {
        Add(start, _source.Substring(_position, 2));
        _position += 2;
        _position += _position < _source.Length && _source[_position] is '-' or '+' ? 1 : 0;
        var braces = 0;
        while (true)
        {
            while (_position < _source.Length && char.IsWhiteSpace(_source[_position]))
            {
                _position++;
            }

            if (_position >= _source.Length)
            {
                throw Error($"a block is never closed; expected '{close}'");
            }

            if (braces == 0 && Closes(close, out var sign))
            {
                Add(end, close);
                if (end == TokenKind.StatementEnd || sign == '-')
                {
                    AfterBlock(sign);
                }

                return;
            }

            Word(ref braces);
        }
    }

    private bool Closes(string close, out char sign)
    {
        sign = _source[_position] is '-' or '+' ? _source[_position] : ' ';
        var at = _position + (sign == ' ' ? 0 : 1);
        if (string.CompareOrdinal(_source, at, close, 0, 2) != 0)
        {
            return false;
        }

        _position = at + 2;
        return true;
    }

    private void Word(ref int braces)
    {
        var first = _source[_position];
        if (char.IsLetter(first) || first == '_')
        {
            var end = _position;
            while (end < _source.Length && (char.IsLetterOrDigit(_source[end]) || _source[end] == '_'))
            {
                end++;
            }

            Take(TokenKind.Name, end);
        }
        else if (char.IsAsciiDigit(first))
        {
            Number();
        }
        else if (first is '"' or '\'')
        {
            Quoted(first);
        }
        else
        {
            var sign = Array.Find(Operators, candidate => string.CompareOrdinal(_source, _position, candidate, 0, candidate.Length) == 0)
                ?? throw Error($"'{first}' has no meaning in a template");
            braces += sign is "{" or "(" or "[" ? 1 : sign is "}" or ")" or "]" ? -1 : 0;
            Take(TokenKind.Operator, _position + sign.Length);
        }
    }

    private void Number()
    {
        var end = _position;
        while (end < _source.Length && (char.IsAsciiDigit(_source[end]) || _source[end] == '_'))
        {
            end++;
        }

        var isFloat = end + 1 < _source.Length && _source[end] == '.' && char.IsAsciiDigit(_source[end + 1]);
        if (isFloat)
        {
            end++;
            while (end < _source.Length && char.IsAsciiDigit(_source[end]))
            {
                end++;
            }
        }

        var text = _source[_position..end].Replace("_", "", StringComparison.Ordinal);
        _position = end;
        Add(isFloat ? TokenKind.Float : TokenKind.Integer, text);
    }

    private void Quoted(char quote)
    {
        var text = new StringBuilder();
        for (_position++; ; _position++)
        {
            if (_position >= _source.Length)
            {
                throw Error("a string is never closed");
            }

            if (_source[_position] == quote)
            {
                break;
            }

            if (_source[_position] == '\\' && _position + 1 < _source.Length)
            {
                _position++;
                _position = EscapeSequence.Read(_source, _position, text) ?? throw Error("an escape must be followed by the hexadecimal digits of a character");
            }
            else
            {
                text.Append(_source[_position]);
            }
        }

        _position++;
        Add(TokenKind.Quoted, text.ToString());
    }

    private void Take(TokenKind kind, int end)
    {
        var text = _source[_position..end];
        _position = end;
        Add(kind, text);
    }

    private void Add(TokenKind kind, string text) => _tokens.Add(new Token(kind, text, LineAt(_position)));

    private int LineAt(int position)
    {
        if (position > _counted)
        {
            _line += _source.AsSpan(_counted, Math.Min(position, _source.Length) - _counted).Count('\n');
            _counted = position;
        }

        return _line;
    }
}
