using Demur.Neural.Tokenization.Internal;

namespace Demur.Neural.Tokenization.Pretokenizers;

/// <summary>Reads the <c>pre_tokenizer</c> of a tokenizer file.</summary>
internal static class PretokenizerFormat
{
    private static readonly string[] Known =
        ["Sequence", "ByteLevel", "Split", "Metaspace", "Whitespace", "WhitespaceSplit", "Digits", "Punctuation", "BertPreTokenizer"];

    public static IPretokenizer Read(JsonField field, int depth = 0)
    {
        var type = field.Text("type");
        return type switch
        {
            "Sequence" when depth < 16 => new PretokenizerSequence([.. field.Required("pretokenizers").Items().Select(item => Read(item, depth + 1))]),
            "ByteLevel" => new ByteLevelPretokenizer(field.Flag("add_prefix_space", true), field.Flag("use_regex", true), field.Flag("trim_offsets", true)),
            "Split" => new SplitPretokenizer(TextPattern.Read(field.Required("pattern")), Behavior(field), field.Flag("invert", false)),
            "Metaspace" => new MetaspacePretokenizer(Sign(field), Scheme(field), field.Flag("split", true)),
            "Whitespace" => new WhitespacePretokenizer(),
            "WhitespaceSplit" => CharacterPretokenizer.WhiteSpace(),
            "Digits" => CharacterPretokenizer.Digits(field.Flag("individual_digits", false)),
            "Punctuation" => CharacterPretokenizer.Punctuation(Behavior(field)),
            "BertPreTokenizer" => new BertPretokenizer(),
            "Sequence" => throw field.Error("nests sequences more than 16 deep"),
            _ => throw field.Error($"has type '{type}', which is not known; known are {string.Join(", ", Known)}"),
        };
    }

    /// <summary>The sign that stands for a space; U+2581 unless the file says otherwise.</summary>
    public static char Sign(JsonField field)
    {
        var sign = field.TextOrNull("replacement") ?? "\u2581";
        return sign.Length == 1 ? sign[0] : throw field.Error($"has the replacement '{sign}'; expected one character");
    }

    /// <summary>The newer <c>prepend_scheme</c>, or the older flag <c>add_prefix_space</c> that it came from.</summary>
    public static PrependScheme Scheme(JsonField field) => field.TextOrNull("prepend_scheme") switch
    {
        "always" => PrependScheme.Always,
        "first" => PrependScheme.First,
        "never" => PrependScheme.Never,
        null => field.Flag("add_prefix_space", true) ? PrependScheme.Always : PrependScheme.Never,
        var other => throw field.Error($"has the prepend_scheme '{other}'; expected always, first or never"),
    };

    private static SplitBehavior Behavior(JsonField field)
    {
        var name = field.TextOrNull("behavior") ?? "Isolated";
        return name.ToUpperInvariant().Replace("_", "", StringComparison.Ordinal) switch
        {
            "REMOVED" => SplitBehavior.Removed,
            "ISOLATED" => SplitBehavior.Isolated,
            "MERGEDWITHPREVIOUS" => SplitBehavior.MergedWithPrevious,
            "MERGEDWITHNEXT" => SplitBehavior.MergedWithNext,
            "CONTIGUOUS" => SplitBehavior.Contiguous,
            _ => throw field.Error($"has the behavior '{name}'; expected Removed, Isolated, MergedWithPrevious, MergedWithNext or Contiguous"),
        };
    }
}
