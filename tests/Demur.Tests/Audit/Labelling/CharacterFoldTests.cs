using Demur.Audit.Labelling.Text;

namespace Demur.Tests.Audit.Labelling;

/// <summary>Spellings that must make the same words, whatever keyboard, system or model they come from.</summary>
public sealed class CharacterFoldTests
{
    [Theory]
    [InlineData("ещё мой", "еще мой")]
    [InlineData("НЕ МОГУ", "не могу")]
    [InlineData("не мо\u0301гу", "не могу")]
    [InlineData("Її ґанок", "її ґанок")]
    [InlineData("δεν μπορώ", "ΔΕΝ ΜΠΟΡΩ")]
    [InlineData("λόγος", "ΛΟΓΟΣ")]
    [InlineData("μαΐου προϋπόθεση", "μαιου προυποθεση")]
    [InlineData("İstanbul ılık", "istanbul ilik")]
    [InlineData("Ș Ţ ă â î", "s t a a i")]
    [InlineData("ő ű Ű", "o u u")]
    [InlineData("ﾃﾞｷﾏｾﾝ", "デキマセン")]
    [InlineData("ｶﾞ ﾊﾟ ｳﾞ ｰ", "ガ パ ヴ ー")]
    [InlineData("無法為您協助", "无法为您协助")]
    [InlineData("對不起，這個問題", "对不起，这个问题")]
    [InlineData("ＡＩ　です", "AI です")]
    public void Spellings_of_one_text_make_the_same_words(string left, string right) => Assert.Equal(Words(left), Words(right));

    [Theory]
    [InlineData("й ё ї ў", "и\u0306 е\u0308 і\u0308 у\u0306")]
    [InlineData("ώ ΐ", "ω\u0301 ι\u0308\u0301")]
    [InlineData("한국어로 없습니다", "\u1112\u1161\u11AB\u1100\u116E\u11A8\u110B\u1165\u1105\u1169 \u110B\u1165\u11B9\u1109\u1173\u11B8\u1102\u1175\u1103\u1161")]
    [InlineData("がぱゔ ガパヴ", "か\u3099は\u309Aう\u3099 カ\u3099ハ\u309Aウ\u3099")]
    [InlineData("příliš å ö ő İ", "pr\u030Ci\u0301lis\u030C a\u030A o\u0308 o\u030B I\u0307")]
    public void Decomposed_text_makes_the_words_of_composed_text(string composed, string decomposed) => Assert.Equal(Words(composed), Words(decomposed));

    [Theory]
    [InlineData("か", "が")]
    [InlineData("は", "ぱ")]
    [InlineData("ば", "ぱ")]
    [InlineData("う", "ゔ")]
    [InlineData("か", "カ")]
    [InlineData("가", "각")]
    [InlineData("и", "і")]
    [InlineData("не", "ні")]
    [InlineData("ん", "を")]
    public void Letters_that_tell_words_apart_stay_apart(string left, string right) => Assert.NotEqual(Words(left), Words(right));

    [Fact]
    public void Every_kana_folds_to_a_plain_one_and_its_mark()
    {
        const string Voiced = "がぎぐげござじずぜぞだぢづでどばびぶべぼ";
        const string Plain = "かきくけこさしすせそたちつてとはひふへほ";

        Assert.Equal(Plain, string.Concat(Voiced.Select(kana => KanaFold.Fold(kana).Plain)));
        Assert.All(Voiced, kana => Assert.Equal('\u3099', KanaFold.Fold(kana).Mark));
        Assert.All("ぱぴぷぺぽ", kana => Assert.Equal('\u309A', KanaFold.Fold(kana).Mark));
        Assert.All("あぃっなまやらわんァッナー・", kana => Assert.Equal((kana, '\0'), KanaFold.Fold(kana)));
    }

    [Fact]
    public void Half_width_kana_stand_for_the_full_ones_in_order()
    {
        var folded = string.Concat(Enumerable.Range('\uFF66', '\uFF9D' - '\uFF66' + 1).Select(kana => KanaFold.Fold((char)kana).Plain));

        Assert.Equal("ヲァィゥェォャュョッーアイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン", folded);
    }

    [Fact]
    public void A_folded_character_folds_to_itself()
    {
        for (var character = '\u0100'; character < '\uD800'; character++)
        {
            var folded = CharacterFold.Fold(character, out _);

            Assert.Equal(folded, CharacterFold.Fold(folded, out var second));
            Assert.Equal('\0', second);
        }
    }

    private static ulong[] Words(string text)
    {
        var list = new TokenList();
        Tokenizer.Run(text, list);
        return [.. list.Tokens.ToArray().Select(token => token.Hash)];
    }
}
