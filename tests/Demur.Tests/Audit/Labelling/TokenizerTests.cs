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

    private static TokenList Run(string text)
    {
        var list = new TokenList();
        Tokenizer.Run(text, list);
        return list;
    }

    private static ulong[] Words(string text) => [.. Run(text).Tokens.ToArray().Select(token => token.Hash)];
}
