using System.Text;
using Demur.Neural.Tokenization;

namespace Demur.Neural.Tests.Tokenization;

public sealed class BuiltTokenizerTests
{
    [Fact]
    public void Training_merges_the_most_frequent_neighbours_first()
    {
        // "aab" four times: aa? pairs (a,a) 4 and (a,b) 4 tie, and a comes first; then (aa,b).
        var tokenizer = new ByteLevelBpeLearner(new ByteLevelBpeOptions { VocabularySize = 259, SpecialTokens = ["<end>"] }).Fit(["aab aab aab aab"], TestContext.Current.CancellationToken);

        Assert.Equal(["a a", "aa b"], tokenizer.ToParts().Merges);
        Assert.Equal(259, tokenizer.VocabularySize);
        Assert.Equal(0, tokenizer.TokenId("<end>"));
        Assert.Equal(["aab"], tokenizer.Encode("aab").Ids.Select(id => tokenizer.TokenText(id)));
    }

    [Fact]
    public void Training_does_not_depend_on_the_order_of_the_texts()
    {
        var lines = ReferenceLines.Generate(100, seed: 9);
        var options = new ByteLevelBpeOptions { VocabularySize = 400 };

        var forth = new ByteLevelBpeLearner(options).Fit(lines, TestContext.Current.CancellationToken);
        var back = new ByteLevelBpeLearner(options).Fit(lines.Reverse(), TestContext.Current.CancellationToken);

        Assert.Equal(forth.ToParts().Merges, back.ToParts().Merges);
    }

    [Fact]
    public void A_word_level_tokenizer_knows_its_words_and_its_marks()
    {
        var tokenizer = WordLevelTokenizer.Build(["sure", ",", "here"], ["<pad>", "<unk>", "<|user|>"]);

        var ids = tokenizer.Encode("<|user|>sure , zebra here").Ids;

        Assert.Equal([2, 3, 4, 1, 5], ids);
        Assert.Equal("sure , here", tokenizer.Decode(ids));
        Assert.Equal("<|user|> sure , <unk> here", tokenizer.Decode(ids, skipSpecial: false));
    }

    [Theory]
    [InlineData("byte-level")]
    [InlineData("byte-level-llama3")]
    [InlineData("byte-level-qwen2")]
    [InlineData("word-level")]
    public void A_tokenizer_survives_as_plain_lists(string name)
    {
        var tokenizer = Fixture.Load(name);

        var again = Tokenizer.FromParts(tokenizer.ToParts());

        foreach (var line in ReferenceLines.Generate(200, seed: 4).Where(line => !line.Contains("<|user|>", StringComparison.Ordinal)))
        {
            Assert.Equal(tokenizer.Encode(line, addSpecialTokens: true).Ids, again.Encode(line, addSpecialTokens: true).Ids);
        }
    }

    [Fact]
    public void Scores_alone_merge_as_SentencePiece_merges()
    {
        // The fixture's merges were listed from these very scores; a token's score is minus its place.
        var tokenizer = Fixture.Load("sentencepiece-bpe");
        var parts = tokenizer.ToParts();
        var ranks = parts.Merges.Select((merge, rank) => (Token: merge.Replace(" ", "", StringComparison.Ordinal), rank)).GroupBy(merge => merge.Token).ToDictionary(group => group.Key, group => group.Min(merge => merge.rank));

        var again = Tokenizer.FromParts(parts with { Merges = [], Scores = [.. parts.Tokens.Select(token => ranks.TryGetValue(token, out var rank) ? -rank : -1e6f)], UnknownId = 0 });

        foreach (var line in ReferenceLines.Generate(300, seed: 6))
        {
            Assert.Equal(tokenizer.EncodeLiteral(line).Ids, again.EncodeLiteral(line).Ids);
        }
    }

    [Fact]
    public void Lists_that_do_not_fit_together_are_refused()
    {
        var parts = new TokenizerParts { Kind = TokenizerModelKind.Bpe, Tokens = ["a", "b"], Scores = [1f] };

        Assert.Contains("2 tokens with 1 scores", Assert.Throws<DemurException>(() => Tokenizer.FromParts(parts)).Message);
        Assert.Contains("token 7", Assert.Throws<DemurException>(() => Tokenizer.FromParts(parts with { Scores = [1f, 2f], BeginId = 7 })).Message);
        Assert.Contains("'ab'", Assert.Throws<DemurException>(() => Tokenizer.FromParts(parts with { Merges = ["a b"] })).Message);
    }

    [Fact]
    public void A_tokenizer_configuration_names_templates_and_marks()
    {
        var config = TokenizerConfig.Parse(Encoding.UTF8.GetBytes(
            """{"bos_token":{"content":"<s>","lstrip":false},"eos_token":"</s>","pad_token":null,"add_bos_token":true,"chat_template":[{"name":"default","template":"A"},{"name":"tool_use","template":"B"}]}"""));

        Assert.Equal(("<s>", "</s>", null, true), (config.BeginToken, config.EndToken, config.PaddingToken, config.AddBeginToken));
        Assert.Equal(("A", "B"), (config.ChatTemplate, config.ChatTemplates["tool_use"]));
    }
}
