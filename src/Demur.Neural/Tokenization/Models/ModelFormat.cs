using System.Text.Json;
using Demur.Neural.Tokenization.Internal;

namespace Demur.Neural.Tokenization.Models;

/// <summary>Reads the <c>model</c> of a tokenizer file.</summary>
internal static class ModelFormat
{
    // Unigram and WordPiece look for tokens from every place of a text: their length bounds the time a hostile file can cost.
    private const int LongestScan = 1024;

    public static ITokenModel Read(JsonField field, IReadOnlyCollection<int> special) => Kind(field) switch
    {
        "BPE" => ReadBpe(field, special),
        "Unigram" => ReadUnigram(field, special),
        "WordLevel" => new WordLevelModel(Vocabulary.Read(field.Required("vocab"), special), field.TextOrNull("unk_token")),
        "WordPiece" => ReadWordPiece(field, special),
        var other => throw field.Error($"has type '{other}', which is not known; known are BPE, Unigram, WordLevel and WordPiece"),
    };

    /// <summary>Files from before the type was written are told apart by what they hold.</summary>
    private static string Kind(JsonField field)
    {
        if (field.TextOrNull("type") is { } type)
        {
            return type;
        }

        return field.Optional("merges") is not null ? "BPE"
            : field.Optional("vocab") is { Value.ValueKind: JsonValueKind.Array } ? "Unigram"
            : field.Optional("continuing_subword_prefix") is not null ? "WordPiece"
            : "WordLevel";
    }

    private static BpeModel ReadBpe(JsonField field, IEnumerable<int> special)
    {
        if (field.Optional("dropout") is { } dropout && dropout.AsNumber() > 0)
        {
            throw dropout.Error("asks for random merges; Demur encodes the same text always the same way: set it to null");
        }

        var options = new BpeOptions
        {
            UnknownToken = field.TextOrNull("unk_token"),
            FuseUnknown = field.Flag("fuse_unk", false),
            ByteFallback = field.Flag("byte_fallback", false),
            IgnoreMerges = field.Flag("ignore_merges", false),
            ContinuingPrefix = field.TextOrNull("continuing_subword_prefix") ?? "",
            EndSuffix = field.TextOrNull("end_of_word_suffix") ?? "",
        };
        var vocabulary = Vocabulary.Read(field.Required("vocab"), special);
        return new BpeModel(vocabulary, MergeTable.Read(field.Required("merges"), vocabulary, options.ContinuingPrefix), options);
    }

    private static WordPieceModel ReadWordPiece(JsonField field, IEnumerable<int> special)
    {
        var longestWord = field.Integer("max_input_chars_per_word", 100);
        return longestWord is >= 1 and <= LongestScan
            ? new WordPieceModel(Vocabulary.Read(field.Required("vocab"), special), field.TextOrNull("unk_token") ?? "[UNK]", field.TextOrNull("continuing_subword_prefix") ?? "##", longestWord)
            : throw field.Error($"has a max_input_chars_per_word of {longestWord}; expected 1 to {LongestScan}");
    }

    private static UnigramModel ReadUnigram(JsonField field, IEnumerable<int> special)
    {
        var texts = new List<string>();
        var scores = new List<double>();
        foreach (var item in field.Required("vocab").Items())
        {
            var pair = item.Items().ToList();
            if (pair.Count != 2)
            {
                throw item.Error($"holds {pair.Count} values; expected a token and its score");
            }

            var text = pair[0].AsText();
            texts.Add(text.Length <= LongestScan ? text : throw item.Error($"holds a token of {text.Length} characters; at most {LongestScan} are allowed"));
            scores.Add(pair[1].AsNumber());
        }

        var unknown = field.Integer("unk_id", -1);
        if (unknown >= texts.Count)
        {
            throw field.Error($"names token {unknown} as the unknown one, but holds {texts.Count} tokens");
        }

        return new UnigramModel(Vocabulary.FromList(texts, special, field.File), [.. scores], unknown, field.Flag("byte_fallback", false));
    }
}
