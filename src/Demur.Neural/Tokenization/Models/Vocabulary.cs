using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Demur.Neural.Tokenization.Internal;

namespace Demur.Neural.Tokenization.Models;

/// <summary>A model's tokens in both directions: text to number and number to text.</summary>
internal sealed class Vocabulary
{
    private const int LargestGap = 65_536;
    private readonly Dictionary<string, int> _ids;
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _bySpan;
    private readonly string?[] _texts;
    private readonly HashSet<int> _special;

    /// <summary>Builds a vocabulary.</summary>
    /// <param name="tokens">Texts and numbers.</param>
    /// <param name="special">The numbers of special tokens: they have names but are never found in text, so that nobody can type one.</param>
    /// <param name="where">What errors call the source.</param>
    public Vocabulary(IReadOnlyCollection<KeyValuePair<string, int>> tokens, IEnumerable<int> special, string where)
    {
        _special = [.. special];
        _ids = new Dictionary<string, int>(tokens.Count, StringComparer.Ordinal);
        var limit = ((long)tokens.Count * 4) + LargestGap;
        var size = 0;
        foreach (var (text, id) in tokens)
        {
            // Gaps between numbers are allowed, but a small file must not claim a huge table.
            if (id < 0 || id >= limit)
            {
                throw new DemurException($"{where}: the token '{text}' has the number {id}; with {tokens.Count} tokens it must lie from 0 to {limit - 1}.");
            }

            _ids[text] = id;
            size = Math.Max(size, id + 1);
        }

        _texts = new string?[size];
        foreach (var (text, id) in _ids)
        {
            _texts[id] = text;
        }

        _bySpan = _ids.GetAlternateLookup<ReadOnlySpan<char>>();
        LongestToken = _ids.Count == 0 ? 0 : _ids.Keys.Max(text => text.Length);
    }

    /// <summary>One more than the largest number.</summary>
    public int Size => _texts.Length;

    public int Count => _ids.Count;

    /// <summary>The length of the longest token in UTF-16 units.</summary>
    public int LongestToken { get; }

    public static Vocabulary FromList(IReadOnlyList<string> texts, IEnumerable<int> special, string where)
    {
        // Two tokens may share a text, as in some published files; the first keeps it and the second stays a gap in look-ups.
        var seen = new HashSet<string>(StringComparer.Ordinal);
        return new Vocabulary([.. texts.Select((text, id) => KeyValuePair.Create(text, id)).Where(token => seen.Add(token.Key))], special, where);
    }

    public static Vocabulary Read(JsonField field, IEnumerable<int> special)
    {
        var tokens = new List<KeyValuePair<string, int>>();
        foreach (var (name, value) in field.Members())
        {
            tokens.Add(KeyValuePair.Create(name, value.AsInteger()));
        }

        return new Vocabulary(tokens, special, $"{field.File}: '{field.Path}'");
    }

    /// <summary>The number of an ordinary token met in text, or −1.</summary>
    public int Find(ReadOnlySpan<char> text) => _bySpan.TryGetValue(text, out var id) && !_special.Contains(id) ? id : -1;

    /// <summary>The number of any token by its name, special ones included, or −1.</summary>
    public int IdOf(string name) => _ids.GetValueOrDefault(name, -1);

    /// <summary>The ordinary tokens.</summary>
    public IEnumerable<KeyValuePair<string, int>> Ordinary => _ids.Where(token => !_special.Contains(token.Value));

    public string? TextOf(int id) => (uint)id < (uint)_texts.Length ? _texts[id] : null;

    public void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject("vocab");
        for (var id = 0; id < _texts.Length; id++)
        {
            if (_texts[id] is { } text)
            {
                writer.WriteNumber(text, id);
            }
        }

        writer.WriteEndObject();
    }

    /// <summary>The numbers of the 256 tokens <c>&lt;0x00&gt;</c> to <c>&lt;0xFF&gt;</c>; false unless all are there.</summary>
    public bool TryByteTokens([NotNullWhen(true)] out int[]? ids)
    {
        ids = [.. Enumerable.Range(0, 256).Select(value => IdOf($"<0x{value:X2}>"))];
        ids = Array.IndexOf(ids, -1) < 0 ? ids : null;
        return ids is not null;
    }
}
