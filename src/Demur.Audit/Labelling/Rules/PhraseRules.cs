using System.Security.Cryptography;
using System.Text;
using Demur.Audit.Labelling.Text;

namespace Demur.Audit.Labelling.Rules;

/// <summary>The rules that ship with Demur, ready to match. Immutable and thread-safe.</summary>
internal sealed class PhraseRules
{
    private const string FirstFile = "phrases.txt";
    private const string ResourcePrefix = "Demur.Audit.Labelling.Rules.";
    private readonly PhraseIndex _index;

    private PhraseRules(IReadOnlyList<(string Name, string Text)> files)
        : this([.. PhraseRuleReader.Read(files)], static _ => true, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(files.Select(file => file.Text)))))[..16])
    {
    }

    private PhraseRules(PhraseRule[] rules, Func<PhraseRule, bool> matches, string fingerprint)
    {
        Rules = rules;
        Fingerprint = fingerprint;
        _index = new PhraseIndex(rules.Where(matches));
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
            foreach (var rule in _index.At(tokens, at) ?? [])
            {
                var end = rule.Match(tokens, at);
                if (end > at)
                {
                    hits.Add(new PhraseHit(rule.Index, rule.Kind, at, end));
                }
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
