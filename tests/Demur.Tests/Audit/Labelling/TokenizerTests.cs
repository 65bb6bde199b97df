using CsCheck;
using Demur.Audit.Labelling.Text;

namespace Demur.Tests.Audit.Labelling;

public sealed class TokenizerTests
{
    [Theory]
    [InlineData("I can't help")]
    [InlineData("I can’t help")]
    [InlineData("I canʼt help")]
    [InlineData("I can＇t help")]
    [InlineData("I cant help")]
    [InlineData("I **can't** _help_")]
    [InlineData("I CAN'T HELP")]
    [InlineData("I can\u200B't\u00AD help")]
    [InlineData("> I\u00A0can't\thelp")]
    [InlineData("Ｉ ｃａｎ'ｔ ｈｅｌｐ")]
    public void Spellings_of_one_refusal_make_the_same_words(string text) => Assert.Equal(Words("i cant help"), Words(text));

    [Fact]
    public void Marks_vanish_whether_composed_or_combining() => Assert.Equal(Words("desole cafe strasse"), Words("désolé cafe\u0301 Straße"));

    [Fact]
    public void French_elisions_are_words_of_their_own() => Assert.Equal(Words("j ai besoin de l aide qu il n est"), Words("J'ai besoin de l’aide qu'il n'est"));

    [Fact]
    public void Spans_lead_back_to_the_original_text()
    {
        const string Text = "**Sorry**, I can’t.";

        var list = Run(Text);

        Assert.Equal(["Sorry", "I", "can’t"], list.Tokens.ToArray().Select(token => Text[token.Start..token.End]));
    }

    [Theory]
    [InlineData("One. Two! Three? Four", 4)]
    [InlineData("Version 3.5 costs 1.20 at example.org today", 1)]
    [InlineData("It is illegal.Instead I suggest", 2)]
    [InlineData("First line\nsecond line", 2)]
    public void Sentences_end_where_a_reader_ends_them(string text, int expected) => Assert.Equal(expected, Run(text).SentenceCount);

    [Fact]
    public void A_sentence_that_loops_counts_once()
    {
        var list = Run(string.Concat(Enumerable.Repeat("I cannot help you with that. ", 300)) + "Goodbye then.");

        Assert.Equal(8, list.Count);
        Assert.Equal(2, list.SentenceCount);
    }

    [Theory]
    [InlineData("- a\n- b\n- c", 3)]
    [InlineData("1. a\n2) b\n10. c", 3)]
    [InlineData("## Heading\ntext", 1)]
    [InlineData("-5 degrees\n#tag\n2024. was", 0)]
    public void List_items_and_headings_are_counted(string text, int expected) => Assert.Equal(expected, Run(text).ListItems);

    [Fact]
    public void Spans_lie_within_any_text_and_ascend() => Gen.String.Sample(text =>
    {
        var end = 0;
        foreach (var token in Run(text).Tokens)
        {
            Assert.True(token.Start >= end && token.End > token.Start && token.End <= text.Length);
            end = token.End;
        }
    });

    [Fact]
    public void Long_texts_are_read_at_both_ends()
    {
        var text = "begin " + new string('x', 50_000) + " end";

        var list = Run(text);

        Assert.Equal("begin", text[list.Tokens[0].Start..list.Tokens[0].End]);
        Assert.Equal("end", text[list.Tokens[^1].Start..list.Tokens[^1].End]);
    }

    [Theory]
    [InlineData("抱歉，我不能。", "抱|歉|我|不|能")]
    [InlineData("我用ChatGPT写code吗", "我|用|ChatGPT|写|code|吗")]
    [InlineData("「お答え」できません", "お|答|え|で|き|ま|せ|ん")]
    [InlineData("サーバーＡ", "サ|ー|バ|ー|Ａ")]
    [InlineData("ﾃﾞｷﾏｾﾝ", "ﾃﾞ|ｷ|ﾏ|ｾ|ﾝ")]
    [InlineData("か\u3099ん", "か\u3099|ん")]
    [InlineData("ﾞか", "ﾞ|か")]
    [InlineData("\U00020BB7野家😀です", "\U00020BB7|野|家|で|す")]
    [InlineData("\uD842 \uDFB7 家\uD842", "家")]
    [InlineData("도와드릴 수 없습니다", "도와드릴|수|없습니다")]
    [InlineData("\u1112\u1161\u11ABa 수", "\u1112\u1161\u11ABa|수")]
    [InlineData("AI로서", "AI로서")]
    [InlineData("Я не могу, м'яч — об'єкт", "Я|не|могу|м|яч|об'єкт")]
    [InlineData("и\u0306од Δεν μπορώ;", "и\u0306од|Δεν|μπορώ")]
    [InlineData("不\u200B能\uFE00够", "不|能|够")]
    [InlineData("々〆", "々|〆")]
    public void Words_of_any_script_keep_their_places(string text, string expected)
    {
        var words = Run(text).Tokens.ToArray().Select(token => text[token.Start..token.End]);

        Assert.Equal(expected.Split('|'), words);
    }

    [Theory]
    [InlineData("抱歉。我不能！为什么？", 3)]
    [InlineData("できません｡ほかに", 2)]
    [InlineData("首先；其次：最后", 3)]
    [InlineData("Τι θέλετε; Πείτε μου.", 2)]
    [InlineData("Τι θέλετε\u037E Πείτε μου.", 2)]
    [InlineData("Извините… Не могу.", 2)]
    [InlineData("一，二、三", 1)]
    public void Sentences_of_any_script_end(string text, int expected) => Assert.Equal(expected, Run(text).SentenceCount);

    [Theory]
    [InlineData("Τι θέλετε;", 1, true)]
    [InlineData("Τι θέλετε\u037E", 1, true)]
    [InlineData("什么？", 1, true)]
    [InlineData("Stop; go;", 0, false)]
    public void A_semicolon_asks_in_Greek_alone(string text, int questions, bool ends)
    {
        var list = Run(text);

        Assert.Equal((questions, ends), (list.Questions, list.EndsWithQuestion));
    }

    [Fact]
    public void Chinese_list_items_are_counted() => Assert.Equal(3, Run("1、一\n2、二\n3、三").ListItems);

    private static TokenList Run(string text)
    {
        var list = new TokenList();
        Tokenizer.Run(text, list);
        return list;
    }

    private static ulong[] Words(string text) => [.. Run(text).Tokens.ToArray().Select(token => token.Hash)];
}
