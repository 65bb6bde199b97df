using System.Text.Json;
using Demur.Neural.Tokenization.Internal;

namespace Demur.Neural.Tokenization.Normalizers;

/// <summary>Reads the <c>normalizer</c> of a tokenizer file.</summary>
internal static class NormalizerFormat
{
    private static readonly string[] Known =
        ["Sequence", "NFC", "NFD", "NFKC", "NFKD", "Lowercase", "Strip", "StripAccents", "Replace", "Prepend", "Precompiled", "BertNormalizer"];

    public static ITextNormalizer Read(JsonField field, int depth = 0)
    {
        var type = field.Text("type");
        return type switch
        {
            "Sequence" when depth < 16 => new NormalizerSequence([.. field.Required("normalizers").Items().Select(item => Read(item, depth + 1))]),
            "NFC" => new UnicodeNormalizer(UnicodeForm.Nfc),
            "NFD" => new UnicodeNormalizer(UnicodeForm.Nfd),
            "NFKC" => new UnicodeNormalizer(UnicodeForm.Nfkc),
            "NFKD" => new UnicodeNormalizer(UnicodeForm.Nfkd),
            "Lowercase" => new LowercaseNormalizer(),
            "Strip" => new StripNormalizer(field.Flag("strip_left", true), field.Flag("strip_right", true)),
            "StripAccents" => new StripAccentsNormalizer(),
            "Replace" => new ReplaceNormalizer(TextPattern.Read(field.Required("pattern")), field.Text("content")),
            "Prepend" => new PrependNormalizer(field.Text("prepend")),
            "Precompiled" => new PrecompiledNormalizer(Blob(field.Required("precompiled_charsmap")), field),
            "BertNormalizer" => new BertNormalizer(
                field.Flag("clean_text", true),
                field.Flag("handle_chinese_chars", true),
                field.Optional("strip_accents")?.AsFlag(),
                field.Flag("lowercase", true)),
            "Sequence" => throw field.Error("nests sequences more than 16 deep"),
            _ => throw field.Error($"has type '{type}', which is not known; known are {string.Join(", ", Known)}"),
        };
    }

    private static byte[] Blob(JsonField field)
    {
        field.Expect(JsonValueKind.String, "base64 text");
        return field.Value.TryGetBytesFromBase64(out var bytes) ? bytes : throw field.Error("is not base64 text");
    }
}
