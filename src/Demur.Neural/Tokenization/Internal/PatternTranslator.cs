using System.Globalization;
using System.Text;

namespace Demur.Neural.Tokenization.Internal;

/// <summary>Rewrites the regular expressions of tokenizer files (Oniguruma's dialect) into .NET's: possessive quantifiers, nested classes, code point escapes, scripts.</summary>
internal sealed class PatternTranslator
{
    // Word characters by Unicode's definition; .NET's own \w lacks spacing marks and joiners.
    private const string WordCharacters = @"\p{L}\p{M}\p{Nd}\p{Nl}\p{Pc}\u200C\u200D";
    private const string HanCharacters = @"\u2E80-\u2E99\u2E9B-\u2EF3\u2F00-\u2FD5\u3005\u3007\u3021-\u3029\u3038-\u303B\u3400-\u4DBF\u4E00-\u9FFF\uF900-\uFA6D\uFA70-\uFAD9";

    private static readonly Dictionary<string, string> Properties = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Letter"] = @"\p{L}",
        ["Number"] = @"\p{N}",
        ["Mark"] = @"\p{M}",
        ["Punctuation"] = @"\p{P}",
        ["Symbol"] = @"\p{S}",
        ["Separator"] = @"\p{Z}",
        ["Han"] = HanCharacters,
        ["Script=Han"] = HanCharacters,
    };

    private readonly string _pattern;
    private readonly StringBuilder _output = new();
    private readonly Stack<int> _groups = new();
    private int _position;
    private int _atom;

    private PatternTranslator(string pattern) => _pattern = pattern;

    public static string Translate(string pattern) => new PatternTranslator(pattern).Translate();

    private string Translate()
    {
        while (_position < _pattern.Length)
        {
            var character = _pattern[_position];
            switch (character)
            {
                case '\\':
                    _atom = _output.Length;
                    Escape(inClass: false);
                    break;
                case '[':
                    _atom = _output.Length;
                    Class(nested: false);
                    break;
                case '(':
                    _groups.Push(_output.Length);
                    Copy();
                    break;
                case ')':
                    _atom = _groups.Count > 0 ? _groups.Pop() : throw new FormatException("a ')' closes nothing");
                    Copy();
                    break;
                case '?' or '*' or '+' or '{':
                    Quantifier();
                    break;
                case >= '\uD800' and <= '\uDFFF':
                    throw new FormatException("characters beyond U+FFFF are not supported in patterns");
                default:
                    _atom = _output.Length;
                    Copy();
                    break;
            }
        }

        return _output.ToString();
    }

    private void Copy() => _output.Append(_pattern[_position++]);

    private void Quantifier()
    {
        if (_position > 0 && _pattern[_position - 1] == '(')
        {
            // The '?' of a group's kind, such as (?i: or (?!, is no quantifier.
            Copy();
            return;
        }

        if (_pattern[_position] == '{')
        {
            var close = _pattern.IndexOf('}', _position);
            if (close < 0)
            {
                _atom = _output.Length;
                Copy();
                return;
            }

            _output.Append(_pattern, _position, close - _position + 1);
            _position = close + 1;
        }
        else
        {
            Copy();
        }

        if (_position < _pattern.Length && _pattern[_position] == '+')
        {
            _position++;
            _output.Insert(_atom, "(?>").Append(')');
        }
        else if (_position < _pattern.Length && _pattern[_position] == '?')
        {
            Copy();
        }
    }

    private void Class(bool nested)
    {
        _position++;
        var negated = _position < _pattern.Length && _pattern[_position] == '^';
        if (nested && negated)
        {
            throw new FormatException("negated classes inside classes are not supported");
        }

        _output.Append(nested ? "" : negated ? "[^" : "[");
        _position += negated ? 1 : 0;
        for (var first = true; ; first = false)
        {
            if (_position >= _pattern.Length)
            {
                throw new FormatException("a '[' is never closed");
            }

            var character = _pattern[_position];
            if (character == ']' && !first)
            {
                break;
            }

            ClassMember(character);
        }

        _position++;
        _output.Append(nested ? "" : "]");
    }

    private void ClassMember(char character)
    {
        if (character == '[')
        {
            Class(nested: true);
        }
        else if (character == '\\')
        {
            Escape(inClass: true);
        }
        else if (character == '&' && _position + 1 < _pattern.Length && _pattern[_position + 1] == '&')
        {
            throw new FormatException("intersections of classes are not supported");
        }
        else if (char.IsSurrogate(character))
        {
            throw new FormatException("characters beyond U+FFFF are not supported in patterns");
        }
        else
        {
            _output.Append(character == ']' ? "\\" : "");
            Copy();
        }
    }

    private void Escape(bool inClass)
    {
        if (_position + 1 >= _pattern.Length)
        {
            throw new FormatException("the pattern ends with a backslash");
        }

        var kind = _pattern[_position + 1];
        if ((kind is 'x' or 'u' or 'p' or 'P') && _position + 2 < _pattern.Length && _pattern[_position + 2] == '{')
        {
            Braced(kind, inClass);
            return;
        }

        var replacement = kind switch
        {
            'w' => inClass ? WordCharacters : $"[{WordCharacters}]",
            'W' when !inClass => $"[^{WordCharacters}]",
            'h' => inClass ? "0-9a-fA-F" : "[0-9a-fA-F]",
            'R' when !inClass => @"(?>\r\n|[\n-\r\u0085\u2028\u2029])",
            _ => null,
        };
        _output.Append(replacement ?? _pattern.Substring(_position, 2));
        _position += 2;
    }

    private void Braced(char kind, bool inClass)
    {
        var close = _pattern.IndexOf('}', _position);
        if (close < 0)
        {
            throw new FormatException("a '{' is never closed");
        }

        var name = _pattern[(_position + 3)..close];
        _position = close + 1;
        if (kind is 'x' or 'u')
        {
            var valid = int.TryParse(name, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code) && code is >= 0 and <= 0xFFFF;
            _output.Append(valid ? $@"\u{code:X4}" : throw new FormatException("characters beyond U+FFFF are not supported in patterns"));
            return;
        }

        if (name.StartsWith('^'))
        {
            kind = kind == 'p' ? 'P' : 'p';
            name = name[1..];
        }

        if (Properties.TryGetValue(name, out var known))
        {
            var set = known.StartsWith(@"\p", StringComparison.Ordinal) && kind == 'P' ? @"\P" + known[2..] : known;
            var negatedScript = kind == 'P' && set == known;
            _output.Append(inClass && !negatedScript ? set : !inClass ? $"[{(negatedScript ? "^" : "")}{set}]" : throw new FormatException("negated scripts inside classes are not supported"));
            return;
        }

        _output.Append('\\').Append(kind).Append('{').Append(name).Append('}');
    }
}
