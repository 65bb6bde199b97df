using System.Text;
using Demur.Decisions;
using Demur.Neural.Tokenization;
using Demur.Neural.Tokenization.Internal;
using Demur.Neural.Tokenization.Normalizers;

namespace Demur.Neural.Tests.Tokenization;

public sealed class NormalizerTests
{
    // Expected values from Python's unicodedata (Unicode 14).
    [Theory]
    [InlineData(UnicodeForm.Nfc, "e\u0301", "\u00e9")]
    [InlineData(UnicodeForm.Nfc, "a\u0323\u0308", "\u1ea1\u0308")]
    [InlineData(UnicodeForm.Nfc, "a\u0308\u0323", "\u1ea1\u0308")]
    [InlineData(UnicodeForm.Nfc, "\u212b\u2126", "\u00c5\u03a9")]
    [InlineData(UnicodeForm.Nfc, "\u1100\u1161\u11a8", "\uac01")]
    [InlineData(UnicodeForm.Nfc, "\u0915\u093c", "\u0915\u093c")]
    [InlineData(UnicodeForm.Nfc, "\u0958", "\u0915\u093c")]
    [InlineData(UnicodeForm.Nfc, "\u09c7\u09be", "\u09cb")]
    [InlineData(UnicodeForm.Nfd, "\u1ec7", "e\u0323\u0302")]
    [InlineData(UnicodeForm.Nfd, "\uac01", "\u1100\u1161\u11a8")]
    [InlineData(UnicodeForm.Nfkc, "\ufb01\u0323", "f\u1ecb")]
    [InlineData(UnicodeForm.Nfkc, "\u2460\u00bd\uff21", "11\u20442A")]
    [InlineData(UnicodeForm.Nfkc, "\uff76\uff9e", "\u30ac")]
    [InlineData(UnicodeForm.Nfkc, "\u0e33", "\u0e4d\u0e32")]
    [InlineData(UnicodeForm.Nfkd, "\u33a0", "cm2")]
    [InlineData(UnicodeForm.Nfkd, "\U0001d400", "A")]
    public void Text_is_brought_into_the_normal_form_that_Unicode_defines(object form, string text, string expected) =>
        Assert.Equal(expected, new UnicodeNormalizer((UnicodeForm)form).Normalize(new AlignedText(text, 0)).Text);

    [Fact]
    public void A_composed_character_keeps_the_place_of_all_that_made_it()
    {
        var normalized = new UnicodeNormalizer(UnicodeForm.Nfc).Normalize(new AlignedText("xe\u0301y", 10));

        Assert.Equal("x\u00e9y", normalized.Text);
        Assert.Equal([(10, 11), (11, 13), (13, 14)], Enumerable.Range(0, 3).Select(i => (normalized.StartOf(i), normalized.EndOf(i))));
    }

    [Fact]
    public void Spans_point_into_the_text_as_it_was_typed()
    {
        var tokenizer = Parse("""{"type":"Sequence","normalizers":[{"type":"NFKC"},{"type":"Lowercase"},{"type":"Replace","pattern":{"Regex":"\\s+"},"content":" "}]}""");
        const string Typed = "Ａ \t\t ﬁX";

        var encoded = tokenizer.Encode(Typed);

        Assert.Equal([new TextSpan(0, 1), new TextSpan(5, 2)], encoded.Spans);
        Assert.Equal(["a", "fix"], encoded.Ids.Select(id => tokenizer.TokenText(id)));
    }

    [Fact]
    public void Rules_that_make_a_text_grow_without_end_are_stopped()
    {
        var step = """{"type":"Replace","pattern":{"String":"a"},"content":"aaaaaaaaaaaaaaaa"}""";
        var tokenizer = Parse($$"""{"type":"Sequence","normalizers":[{{string.Join(',', Enumerable.Repeat(step, 16))}}]}""");

        var error = Assert.Throws<DemurException>(() => tokenizer.Encode("aaa"));

        Assert.Contains("grow", error.Message);
    }

    [Fact]
    public void A_pattern_that_backtracks_for_ever_is_stopped()
    {
        var tokenizer = Parse("""{"type":"Replace","pattern":{"Regex":"^(a+)+$"},"content":""}""");

        var error = Assert.Throws<DemurException>(() => tokenizer.Encode(new string('a', 40) + "!"));

        Assert.Contains("backtracks", error.Message);
    }

    private static Tokenizer Parse(string normalizer) => Tokenizer.Parse(Encoding.UTF8.GetBytes(
        $$$$"""{"normalizer":{{{{normalizer}}}},"pre_tokenizer":{"type":"WhitespaceSplit"},"model":{"type":"WordLevel","unk_token":"<unk>","vocab":{"<unk>":0,"a":1,"fix":2}}}"""));
}
