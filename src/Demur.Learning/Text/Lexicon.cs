using System.Text.Json;
using Demur.Learning.Models;
using Demur.Learning.Text.Internal;

namespace Demur.Learning.Text;

/// <summary>Words grouped by what they are about, such as nations, faiths or insults: prior knowledge that a few hundred labelled texts cannot teach. Immutable and thread-safe.</summary>
public sealed class Lexicon
{
    private readonly string[] _names;
    private readonly string[][] _words;
    private readonly TermTable _table = new();
    private readonly List<List<int>> _conceptsOf = [];

    /// <summary>Makes a lexicon.</summary>
    /// <param name="concepts">The words of each concept, lower-case, one word each; a word may belong to several concepts.</param>
    /// <exception cref="DemurException">There is no concept, or a concept without words.</exception>
    public Lexicon(IReadOnlyDictionary<string, IReadOnlyList<string>> concepts)
    {
        ArgumentNullException.ThrowIfNull(concepts);
        _names = [.. concepts.Keys.Order(StringComparer.Ordinal)];
        _words = [.. _names.Select(name => concepts[name].Distinct(StringComparer.Ordinal).ToArray())];
        if (_names.Length == 0 || Array.Exists(_words, words => words.Length == 0))
        {
            throw new DemurException("A lexicon needs at least one concept, and every concept at least one word.");
        }

        for (var concept = 0; concept < _names.Length; concept++)
        {
            foreach (var word in _words[concept])
            {
                Add(word, concept);
            }
        }
    }

    /// <summary>The concepts' names in alphabetical order.</summary>
    public IReadOnlyList<string> Concepts => _names;

    /// <summary>The words of a concept.</summary>
    /// <param name="concept">The concept's number in <see cref="Concepts"/>.</param>
    /// <returns>Its words.</returns>
    public IReadOnlyList<string> Words(int concept) => _words[concept];

    /// <summary>Reads a lexicon from JSON: an object of concept names and arrays of words.</summary>
    /// <param name="json">The JSON.</param>
    /// <param name="name">What errors call it.</param>
    /// <returns>The lexicon.</returns>
    /// <exception cref="DemurException">The JSON is not such an object.</exception>
    public static Lexicon Parse(Stream json, string name)
    {
        try
        {
            var words = JsonSerializer.Deserialize(json, ModelJsonContext.Default.DictionaryStringIReadOnlyListString)
                ?? throw new JsonException("null");
            return new Lexicon(words);
        }
        catch (JsonException error)
        {
            throw new DemurException($"{name}: a lexicon is a JSON object of concepts and their words: {error.Message}", error);
        }
    }

    /// <summary>Writes the lexicon.</summary>
    /// <param name="writer">Where to.</param>
    public void Write(ModelWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteInt32(_names.Length);
        for (var concept = 0; concept < _names.Length; concept++)
        {
            var words = _words[concept];
            writer.WriteString(_names[concept]);
            writer.WriteTerms(words.Length, word => words[word]);
        }
    }

    /// <summary>Reads a lexicon that <see cref="Write"/> wrote.</summary>
    /// <param name="reader">Where from.</param>
    /// <returns>The lexicon.</returns>
    /// <exception cref="DemurException">The file is damaged.</exception>
    public static Lexicon Read(ModelReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        var count = reader.ReadInt32();
        var concepts = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        for (var concept = 0; concept < count; concept++)
        {
            var name = reader.ReadString();
            var words = new List<string>();
            reader.ReadTerms(word => words.Add(new string(word)));
            concepts[name] = words;
        }

        return concepts.Count == count ? new Lexicon(concepts) : throw reader.Damaged("two concepts of one name");
    }

    internal TermTable Table => _table;

    internal IReadOnlyList<int> ConceptsOf(int word) => _conceptsOf[word];

    private void Add(string word, int concept)
    {
        var number = _table.FindOrAdd(word, NgramHash.Of(word));
        if (number == _conceptsOf.Count)
        {
            _conceptsOf.Add([]);
        }

        _conceptsOf[number].Add(concept);
    }
}
