using System.Text;
using CsCheck;
using Demur.Decisions;
using Demur.Neural.Tokenization;

namespace Demur.Neural.Tests.Tokenization;

public sealed class TokenizerTests
{
    private static readonly string[] Parts = ["hello", " the", "\n", "  ", "😀", "e\u0301", "世界", "<|end|>", "\ufffd", "\0", "'s", "12345", "\ud800"];

    private static readonly Gen<string> Text = Gen.OneOf(
        Gen.String,
        Gen.Int[0, Parts.Length - 1].Array[0, 12].Select(parts => string.Concat(parts.Select(part => Parts[part]))));

    [Fact]
    public void A_byte_level_tokenizer_writes_every_text_and_reads_it_back()
    {
        var tokenizer = Fixture.Load("byte-level-llama3");

        Text.Sample(text => Assert.Equal(Mended(text), tokenizer.Decode(tokenizer.EncodeLiteral(text).Ids, skipSpecial: false)), iter: 3000);
    }

    [Fact]
    public void The_spans_of_a_byte_level_tokenizer_cover_the_text_from_left_to_right()
    {
        var tokenizer = Fixture.Load("byte-level");

        Text.Sample(
            text =>
            {
                var end = 0;
                foreach (var span in tokenizer.Encode(text).Spans)
                {
                    Assert.InRange(span.Start, 0, end);
                    Assert.True(span.End >= end && span.Length > 0);
                    end = span.End;
                }

                Assert.Equal(text.Length, end);
            },
            iter: 2000);
    }

    [Theory]
    [InlineData("byte-level")]
    [InlineData("sentencepiece-bpe")]
    [InlineData("unigram-bytes")]
    [InlineData("word-level")]
    [InlineData("word-piece")]
    public void A_stream_of_tokens_says_the_same_as_all_of_them_at_once_and_never_half_a_character(string name)
    {
        var tokenizer = Fixture.Load(name);

        Gen.Int[0, tokenizer.VocabularySize].Array[0, 30].Sample(
            ids =>
            {
                var stream = tokenizer.StartDecoding(skipSpecial: false);
                List<string> parts = [.. ids.Select(stream.Push)];
                parts.Add(stream.Finish());
                Assert.Equal(tokenizer.Decode(ids, skipSpecial: false), string.Concat(parts));
                Assert.All(parts, part => Assert.Equal(part, Mended(part)));
            },
            iter: 2000);
    }

    [Fact]
    public void An_emoji_is_held_back_until_its_last_byte_has_come()
    {
        var tokenizer = Fixture.Load("byte-level");
        int[] bytes = [.. Encoding.UTF8.GetBytes("🫠").Select(value => tokenizer.TokenId(Spelled(value))!.Value)];

        var stream = tokenizer.StartDecoding();

        Assert.Equal(["", "", "", "🫠"], bytes.Select(stream.Push));
        Assert.Equal("", stream.Finish());
    }

    [Fact]
    public void Bytes_that_never_become_a_character_read_as_replacement_characters_and_spare_their_neighbours()
    {
        var tokenizer = Fixture.Load("sentencepiece-bpe");
        int[] ids = [.. new[] { "▁a", "<0xF0>", "<0xC3>", "<0xA9>", "b" }.Select(token => tokenizer.TokenId(token)!.Value)];

        Assert.Equal("a\ufffdéb", tokenizer.Decode(ids));
    }

    [Fact]
    public void Special_tokens_count_in_a_template_but_not_in_what_somebody_typed()
    {
        foreach (var name in Fixture.Names)
        {
            var tokenizer = Fixture.Load(name);
            var special = tokenizer.AddedTokens.First(token => token.IsSpecial);

            Assert.Contains(special.Id, tokenizer.Encode($"a {special.Content} b").Ids);
            Assert.DoesNotContain(tokenizer.EncodeLiteral($"a {string.Join(' ', tokenizer.AddedTokens.Select(token => token.Content))} b").Ids, id => tokenizer.IsSpecial(id) && tokenizer.TokenText(id) is not ("<unk>" or "[UNK]"));
        }
    }

    [Fact]
    public void Added_tokens_take_the_white_space_that_their_flags_ask_for()
    {
        var tokenizer = Fixture.Load("byte-level-qwen2");
        const string Typed = "a  <|user|> \n b";

        var encoded = tokenizer.Encode(Typed);

        var at = Enumerable.Range(0, encoded.Count).Single(i => encoded.Ids[i] == tokenizer.TokenId("<|user|>"));
        Assert.Equal(new TextSpan(1, Typed.Length - 2), encoded.Spans[at]);
    }

    [Fact]
    public void A_single_word_token_is_not_found_inside_a_word()
    {
        var tokenizer = Parse("""{"id":1,"content":"cat","special":false,"normalized":false,"single_word":true}""");

        Assert.Equal([1], tokenizer.Encode("cat").Ids);
        Assert.Equal([0], tokenizer.Encode("concatenate").Ids);
        Assert.Equal([0, 1, 0], tokenizer.Encode("a cat!").Ids);
    }

    [Fact]
    public void The_longest_added_token_wins()
    {
        var tokenizer = Parse("""{"id":1,"content":"<a","special":true},{"id":2,"content":"<a>","special":true}""");

        Assert.Equal([2, 1], tokenizer.Encode("<a><a").Ids);
    }

    [Fact]
    public void Saving_and_loading_changes_no_encoding()
    {
        var lines = ReferenceLines.Generate(200, seed: 3);
        foreach (var name in Fixture.Names)
        {
            var tokenizer = Fixture.Load(name);
            using var stream = new MemoryStream();

            tokenizer.Save(stream);
            var again = Tokenizer.Parse(stream.ToArray());

            foreach (var line in lines)
            {
                var expected = tokenizer.Encode(line, addSpecialTokens: true);
                Assert.Equal(expected.Ids, again.Encode(line, addSpecialTokens: true).Ids);
                Assert.Equal(tokenizer.Decode(expected.Ids), again.Decode(expected.Ids));
            }
        }
    }

    [Fact]
    public void Many_threads_get_what_one_gets()
    {
        var tokenizer = Fixture.Load("sentencepiece-bpe");
        var lines = ReferenceLines.Generate(500, seed: 5);

        var together = tokenizer.EncodeBatch(lines, addSpecialTokens: true, TestContext.Current.CancellationToken);

        var fresh = Fixture.Load("sentencepiece-bpe");
        Assert.Equal(lines.Select(line => string.Join(' ', fresh.Encode(line, addSpecialTokens: true).Ids)), together.Select(text => string.Join(' ', text.Ids)));
    }

    [Fact]
    public void A_long_text_without_spaces_encodes_as_its_merges_say_and_in_time()
    {
        var tokenizer = Fixture.Load("sentencepiece-bpe");
        var text = string.Concat(Enumerable.Repeat("refusestokenprocess", 20_000));

        var ids = tokenizer.EncodeLiteral(text).Ids;

        Assert.Equal(text, tokenizer.Decode(ids));
        Assert.True(ids.Count < text.Length / 3, $"{ids.Count} tokens for {text.Length} characters");
    }

    [Theory]
    [InlineData("Removed", "the|final|countdown")]
    [InlineData("Isolated", "the|-|final|-|-|countdown")]
    [InlineData("MergedWithPrevious", "the-|final-|-|countdown")]
    [InlineData("MergedWithNext", "the|-final|-|-countdown")]
    [InlineData("Contiguous", "the|-|final|--|countdown")]
    public void Each_split_behaviour_does_what_its_name_says(string behavior, string expected)
    {
        // The example of the tokenizers documentation, one row a behaviour.
        var tokenizer = Parse(
            """{"id":99,"content":"<x>","special":true}""",
            $$$"""{"type":"Split","pattern":{"String":"-"},"behavior":"{{{behavior}}}","invert":false}""");
        const string Source = "the-final--countdown";

        Assert.Equal(expected, string.Join('|', tokenizer.Encode(Source).Spans.Select(span => Source.Substring(span.Start, span.Length))));
    }

    [Fact]
    public void Text_without_a_token_for_the_unknown_is_refused_with_the_word_in_question()
    {
        var tokenizer = Tokenizer.Parse(Encoding.UTF8.GetBytes("""{"model":{"type":"WordLevel","vocab":{"a":0}},"pre_tokenizer":{"type":"WhitespaceSplit"}}"""));

        var error = Assert.Throws<DemurException>(() => tokenizer.Encode("a zebra"));

        Assert.Contains("zebra", error.Message);
    }

    private static string Spelled(byte value) => value switch
    {
        0xF0 => "ð",
        0x9F => "Ł",
        0xAB => "«",
        0xA0 => "ł",
        _ => throw new ArgumentOutOfRangeException(nameof(value)),
    };

    private static string Mended(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));

    private static Tokenizer Parse(string added, string pretokenizer = """{"type":"WhitespaceSplit"}""") => Tokenizer.Parse(Encoding.UTF8.GetBytes(
        $$$$"""{"added_tokens":[{{{{added}}}}],"pre_tokenizer":{{{{pretokenizer}}}},"model":{"type":"WordLevel","unk_token":"<unk>","vocab":{"<unk>":0}}}"""));
}
