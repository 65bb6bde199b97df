using System.Security.Cryptography;
using System.Text;
using Demur.Audit.Labelling.Text;

namespace Demur.Audit.Labelling.Rules;

/// <summary>The rules that ship with Demur, ready to match. Immutable and thread-safe.</summary>
internal sealed class PhraseRules
{
    private const string FirstFile = "phrases.txt";
    private const string ResourcePrefix = "Demur.Audit.Labelling.Rules.";
    private readonly HashTable<PhraseStart[]> _byFirstWord;

    private PhraseRules(IReadOnlyList<(string Name, string Text)> files)
        : this([.. PhraseRuleReader.Read(files)], static _ => true, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(files.Select(file => file.Text)))))[..16])
    {
    }

    private PhraseRules(PhraseRule[] rules, Func<PhraseRule, bool> matches, string fingerprint)
    {
        Rules = rules;
        Fingerprint = fingerprint;
        var byWord = rules
            .Where(matches)
            .SelectMany(rule => Openings(rule).Distinct().Select(word => (word, rule)))
            .GroupBy(pair => pair.word, pair => pair.rule)
            .ToDictionary(group => group.Key, group => group.Select(rule => PhraseStart.Of(rule, group.Key)).ToArray());
        ulong[] words = [.. byWord.Keys];
        _byFirstWord = HashTable<PhraseStart[]>.Of(words, i => byWord[words[i]]);
    }

    /// <summary>The shipped rules.</summary>
    public static PhraseRules Shipped { get; } = new(ReadResources());

    /// <summary>The shipped rules, of which the English ones alone match.</summary>
    public static PhraseRules English { get; } = new(Shipped.Rules, static rule => rule.IsEnglish, Shipped.Fingerprint);

    /// <summary>The rules in the order of the files.</summary>
    public PhraseRule[] Rules { get; }

    /// <summary>The beginning of the rule texts' SHA-256: a model fits one set of rules only.</summary>
    public string Fingerprint { get; }

    /// <summary>Finds every place where a rule matches, at most one a rule and word.</summary>
    /// <param name="tokens">The words.</param>
    /// <param name="hits">Receives the places in order of their first word.</param>
    public void Find(ReadOnlySpan<Token> tokens, List<PhraseHit> hits)
    {
        hits.Clear();
        for (var at = 0; at < tokens.Length; at++)
        {
            if (_byFirstWord.Find(tokens[at].Hash) is not { } starts)
            {
                continue;
            }

            foreach (ref readonly var start in starts.AsSpan())
            {
                var end = start.MayMatch(tokens, at) ? start.Rule.Match(tokens, at) : -1;
                if (end > at)
                {
                    hits.Add(new PhraseHit(start.Rule.Index, start.Rule.Kind, at, end));
                }
            }
        }
    }

    private static IEnumerable<ulong> Openings(PhraseRule rule)
    {
        foreach (var element in rule.Elements)
        {
            foreach (var word in element.FirstWords)
            {
                yield return word;
            }

            if (!element.Optional)
            {
                yield break;
            }
        }
    }

    /// <summary>Reads the file of the first eight languages and then the others by name, so that a rule's number does not depend on how the assembly was built.</summary>
    private static List<(string Name, string Text)> ReadResources() =>
        [.. typeof(PhraseRules).Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(ResourcePrefix, StringComparison.Ordinal))
            .Select(name => name[ResourcePrefix.Length..])
            .OrderByDescending(name => name == FirstFile)
            .ThenBy(name => name, StringComparer.Ordinal)
            .Select(name => (name, ReadResource(name)))];

    private static string ReadResource(string name)
    {
        using var stream = typeof(PhraseRules).Assembly.GetManifestResourceStream(ResourcePrefix + name)!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
