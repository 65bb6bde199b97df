using Demur.Audit.Labelling.Text;

namespace Demur.Audit.Labelling.Rules;

/// <summary>
/// Reads rules, one a line: <c>kind place place ...</c>. A place is a word, <c>(a|b_c)</c> for a choice of words or word sequences, <c>@name</c> for a choice
/// defined by <c>@name = a|b_c</c>, each with <c>?</c> when it may be missing; <c>*?</c> passes over at most one word and <c>~</c> over at most 14.
/// <c>[de]</c> names the language of what follows; <c>#</c> starts a comment. Words are cut and folded as texts are (see <see cref="Tokenizer"/>): marks and
/// case say nothing, and a Chinese or Japanese word is the sequence of its characters.
/// </summary>
internal sealed class PhraseRuleReader
{
    private const int LongGap = 14;
    private readonly Dictionary<string, string> _choices = new(StringComparer.Ordinal);
    private readonly List<PhraseRule> _rules = [];
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly TokenList _tokens = new();
    private string _language = "en";

    private PhraseRuleReader()
    {
    }

    /// <summary>Reads a whole rule file.</summary>
    /// <param name="lines">Its lines.</param>
    /// <returns>The rules in file order.</returns>
    /// <exception cref="DemurException">A line is not of the form above.</exception>
    public static IReadOnlyList<PhraseRule> Read(IEnumerable<string> lines)
    {
        var reader = new PhraseRuleReader();
        reader.ReadFile("rules", lines);
        return reader._rules;
    }

    /// <summary>Reads several rule files. A choice is known in its own file only; the rules of a kind and language are numbered through all of them.</summary>
    /// <param name="files">Their names and texts.</param>
    /// <returns>The rules in the order of the files.</returns>
    /// <exception cref="DemurException">A line is not of the form above.</exception>
    public static IReadOnlyList<PhraseRule> Read(IEnumerable<(string Name, string Text)> files)
    {
        var reader = new PhraseRuleReader();
        foreach (var (name, text) in files)
        {
            reader._choices.Clear();
            reader.ReadFile(name, text.Split('\n'));
        }

        return reader._rules;
    }

    private void ReadFile(string name, IEnumerable<string> lines)
    {
        var number = 0;
        foreach (var line in lines)
        {
            number++;
            try
            {
                ReadLine(line.Trim());
            }
            catch (Exception error) when (error is ArgumentException or FormatException or KeyNotFoundException or IndexOutOfRangeException)
            {
                throw new DemurException($"{name}, line {number}: '{line}' is not a rule: {error.Message}", error);
            }
        }
    }

    private void ReadLine(string line)
    {
        if (line.Length == 0 || line[0] == '#')
        {
            return;
        }

        if (line[0] == '[')
        {
            _language = line[1..^1];
        }
        else if (line[0] == '@')
        {
            var equals = line.IndexOf('=', StringComparison.Ordinal);
            _choices.Add(line[1..equals].Trim(), line[(equals + 1)..].Trim());
        }
        else
        {
            AddRule(line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        }
    }

    private void AddRule(string[] parts)
    {
        var kind = Enum.Parse<PhraseKind>(parts[0], ignoreCase: true);
        var prefix = $"{parts[0]}.{_language}";
        var number = _numbers[prefix] = _numbers.GetValueOrDefault(prefix) + 1;
        var elements = parts[1..].Select(ReadElement).ToArray();
        if (elements.Length == 0 || elements[0].Gap > 0 || elements.All(element => element.Optional))
        {
            throw new FormatException("a rule begins with a word or a choice, and one place of it is required");
        }

        _rules.Add(new PhraseRule(_rules.Count, $"{prefix}.{number}", kind, elements));
    }

    private PhraseElement ReadElement(string part)
    {
        var optional = part.EndsWith('?');
        var body = optional ? part[..^1] : part;
        return body switch
        {
            "*" => PhraseElement.OfGap(1),
            "~" => PhraseElement.OfGap(LongGap),
            ['@', ..] => PhraseElement.OfChoice(Sequences(_choices[body[1..]]), optional),
            ['(', .., ')'] => PhraseElement.OfChoice(Sequences(body[1..^1]), optional),
            _ => PhraseElement.OfChoice(Sequences(body), optional),
        };
    }

    private IEnumerable<ulong[]> Sequences(string choice) => choice.Split('|', StringSplitOptions.RemoveEmptyEntries).Select(WordsOf);

    private ulong[] WordsOf(string sequence)
    {
        // The underscore separates words in texts, too.
        Tokenizer.Run(sequence, _tokens);
        return _tokens.Count > 0 ? [.. _tokens.Tokens.ToArray().Select(token => token.Hash)] : throw new FormatException($"'{sequence}' has no words");
    }
}
