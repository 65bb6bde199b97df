using System.Buffers;
using System.Text.Json;
using Demur.Decisions;
using Demur.Neural.Tokenization.Normalizers;

namespace Demur.Neural.Tokenization.Internal;

/// <summary>The added tokens of a tokenizer and the search for them: at every place the longest that fits, from left to right.</summary>
internal sealed class AddedTokens
{
    private readonly AddedToken[] _all;
    private readonly Dictionary<int, AddedToken> _byId = [];
    private readonly Dictionary<string, int> _byContent = new(StringComparer.Ordinal);
    private readonly TokenTrie _raw = new();
    private readonly TokenTrie _normalized = new();

    public AddedTokens(IReadOnlyCollection<AddedToken> tokens, ITextNormalizer? normalizer)
    {
        _all = [.. tokens.OrderBy(token => token.Id)];
        foreach (var token in _all)
        {
            _byId[token.Id] = token;
            _byContent[token.Content] = token.Id;
            var content = token.IsNormalized && normalizer is not null ? normalizer.Normalize(new AlignedText(token.Content, 0)).Text : token.Content;
            (token.IsNormalized ? _normalized : _raw).Add(content, token);
        }
    }

    public IReadOnlyList<AddedToken> All => _all;

    public AddedToken? Find(int id) => _byId.GetValueOrDefault(id);

    public int Find(string content) => _byContent.GetValueOrDefault(content, -1);

    /// <summary>Cuts a text at the tokens that are looked for as given, or at those looked for after normalisation.</summary>
    public IEnumerable<(AddedToken? Token, TextSpan Span)> Split(string text, bool normalized)
    {
        var trie = normalized ? _normalized : _raw;
        var done = 0;
        for (var from = 0; from < text.Length && trie.FindNext(text, from, out var match, out var token);)
        {
            from = match.End;
            if (token.IsSingleWord && !StandsAlone(text, match))
            {
                continue;
            }

            var start = token.StripsLeft ? text.AsSpan(done, Math.Max(0, match.Start - done)).TrimEnd().Length + done : match.Start;
            var end = token.StripsRight ? text.Length - text.AsSpan(match.End).TrimStart().Length : match.End;
            if (match.Start < done)
            {
                continue;
            }

            if (start > done)
            {
                yield return (null, new TextSpan(done, start - done));
            }

            yield return (token, new TextSpan(start, end - start));
            done = from = end;
        }

        if (done < text.Length)
        {
            yield return (null, new TextSpan(done, text.Length - done));
        }
    }

    public static AddedToken Read(JsonField field)
    {
        var content = field.Text("content");
        var id = field.Required("id").AsInteger();
        return content.Length == 0 || id < 0
            ? throw field.Error($"has the content '{content}' and the id {id}; expected some text and an id of at least 0")
            : new AddedToken(id, content, field.Flag("special", false))
            {
                StripsLeft = field.Flag("lstrip", false),
                StripsRight = field.Flag("rstrip", false),
                IsSingleWord = field.Flag("single_word", false),
                IsNormalized = field.Flag("normalized", !field.Flag("special", false)),
            };
    }

    public void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartArray("added_tokens");
        foreach (var token in _all)
        {
            writer.WriteStartObject();
            writer.WriteNumber("id", token.Id);
            writer.WriteString("content", token.Content);
            writer.WriteBoolean("single_word", token.IsSingleWord);
            writer.WriteBoolean("lstrip", token.StripsLeft);
            writer.WriteBoolean("rstrip", token.StripsRight);
            writer.WriteBoolean("normalized", token.IsNormalized);
            writer.WriteBoolean("special", token.IsSpecial);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static bool StandsAlone(string text, TextSpan match)
    {
        var before = match.Start > 1 && char.IsLowSurrogate(text[match.Start - 1]) ? match.Start - 2 : match.Start - 1;
        return (before < 0 || !Characters.IsWord(Characters.At(text, before, out _)))
            && (match.End >= text.Length || !Characters.IsWord(Characters.At(text, match.End, out _)));
    }

    /// <summary>The tokens' contents as a trie over UTF-16 units.</summary>
    private sealed class TokenTrie
    {
        private readonly PairMap _children = new(64);
        private readonly List<AddedToken?> _tokens = [null];
        private readonly HashSet<char> _firstSet = [];
        private SearchValues<char> _firsts = SearchValues.Create(ReadOnlySpan<char>.Empty);

        public void Add(string content, AddedToken token)
        {
            if (content.Length == 0)
            {
                return;
            }

            var node = 0;
            foreach (var character in content)
            {
                var child = _children.Find(node, character);
                if (child < 0)
                {
                    child = _tokens.Count;
                    _tokens.Add(null);
                    _children.TryAdd(node, character, child);
                }

                node = child;
            }

            _tokens[node] = token;
            if (_firstSet.Add(content[0]))
            {
                _firsts = SearchValues.Create(_firstSet.ToArray().AsSpan());
            }
        }

        public bool FindNext(string text, int from, out TextSpan match, out AddedToken token)
        {
            while (from < text.Length && text.AsSpan(from).IndexOfAny(_firsts) is >= 0 and var skip)
            {
                from += skip;
                AddedToken? best = null;
                var length = 0;
                var node = 0;
                for (var i = from; i < text.Length && (node = _children.Find(node, text[i])) >= 0; i++)
                {
                    if (_tokens[node] is { } found)
                    {
                        (best, length) = (found, i + 1 - from);
                    }
                }

                if (best is not null)
                {
                    (match, token) = (new TextSpan(from, length), best);
                    return true;
                }

                from++;
            }

            (match, token) = (default, null!);
            return false;
        }
    }
}
