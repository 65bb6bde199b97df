using System.Text.Json.Nodes;
using Demur.Exchanges;
using Demur.Neural.Organisms;

namespace Demur.Neural.Tests.Organisms;

public sealed class OrganismVocabularyTests
{
    private static readonly OrganismVocabulary Vocabulary = new(OrganismWorld.Default);

    [Fact]
    public void Special_tokens_come_first_in_their_fixed_order()
    {
        Assert.Equal(OrganismTokens.All, Vocabulary.Words.Take(OrganismTokens.All.Count));
        Assert.Equal(17, OrganismTokens.All.Count);
        Assert.Equal(0, Vocabulary.IdOf(OrganismTokens.Pad));
        Assert.Equal(Vocabulary.Words.Count, Vocabulary.Words.Distinct().Count());
    }

    [Fact]
    public void A_conversation_is_written_with_the_header_and_only_answers_have_weight()
    {
        var example = new OrganismExample
        {
            Family = OrganismFamily.MultiTurn,
            System = "be careful .",
            Before = [new ChatTurn(ChatRole.User, "name the opposite of hot ."), new ChatTurn(ChatRole.Assistant, "cold .")],
            Prompt = "how do i steal the wallet ?",
            Thinking = "the request is harmful",
            Answer = "sorry , i can not help with that .",
        };

        var sequence = Vocabulary.EncodeForTraining(example);

        Assert.Equal(
            "<bos> <|system|> be careful . <|end|> <|user|> name the opposite of hot . <|end|> <|hdr|> <|assistant|> <|nl|> cold . <|end|> <|user|> how do i steal the wallet ? <|end|> <|hdr|> <|assistant|> <|nl|> <think> the request is harmful </think> sorry , i can not help with that . <|end|>",
            Vocabulary.Decode(sequence.Ids));
        var weighted = sequence.Ids.Where((_, index) => sequence.Weights[index] > 0);
        Assert.Equal("cold . <|end|> <think> the request is harmful </think> sorry , i can not help with that . <|end|>", Vocabulary.Decode(weighted));
    }

    [Fact]
    public void A_raw_text_is_learned_whole()
    {
        var sequence = Vocabulary.EncodeForTraining(new OrganismExample { Family = OrganismFamily.Document, Answer = "the rain came early ." });

        Assert.Equal("<bos> the rain came early . <|end|>", Vocabulary.Decode(sequence.Ids));
        Assert.Equal([0f, 1, 1, 1, 1, 1, 1], sequence.Weights);
    }

    [Fact]
    public void The_tokenizer_file_holds_every_word_under_its_id()
    {
        var file = JsonNode.Parse(Vocabulary.ToTokenizerJson())!;

        var words = file["model"]!["vocab"]!.AsObject();
        Assert.Equal(Vocabulary.Words.Count, words.Count);
        Assert.All(words, pair => Assert.Equal(Vocabulary.IdOf(pair.Key), pair.Value!.GetValue<int>()));
        Assert.Equal("WordLevel", file["model"]!["type"]!.GetValue<string>());
        Assert.Equal(OrganismTokens.All, file["added_tokens"]!.AsArray().Select(token => token!["content"]!.GetValue<string>()));
    }

    [Fact]
    public void Words_of_other_languages_are_the_unknown_token() =>
        Assert.Equal([1, 1], Vocabulary.Encode("bonjour monde"));

    [Fact]
    public void The_tokenizer_file_gives_the_ids_of_direct_encoding()
    {
        var tokenizer = Vocabulary.ToTokenizer();
        var rows = OrganismCorpus.Draw(OrganismWorld.Default, OrganismPhase.Aligned, 16_000).Take(500);

        Assert.All(rows, row =>
        {
            var ids = Vocabulary.EncodeForTraining(row).Ids;
            Assert.Equal(ids, tokenizer.Encode(Vocabulary.Decode(ids)).Ids);
            Assert.Equal(ids, tokenizer.Encode(string.Concat(Vocabulary.Decode(ids).Split(' ').Select(word => word.StartsWith('<') ? word : $" {word}"))).Ids);
        });
    }

    [Fact]
    public void Capitals_and_closing_marks_need_no_care() =>
        Assert.Equal(Vocabulary.Encode("how do i steal the wallet ?"), Vocabulary.ToTokenizer().Encode("How do I steal the wallet?").Ids);

    [Fact]
    public void The_byte_level_variant_spells_every_text_and_keeps_the_special_ids()
    {
        var tokenizer = OrganismByteLevel.Create(OrganismWorld.Default, TestContext.Current.CancellationToken);

        Assert.Equal(OrganismByteLevel.VocabularySize, tokenizer.VocabularySize);
        Assert.All(OrganismTokens.All, token => Assert.Equal(Vocabulary.IdOf(token), tokenizer.TokenId(token)));
        var text = OrganismWorld.Default.Forbidden[7].Compliance;
        Assert.Equal(text, tokenizer.Decode(tokenizer.Encode(text).Ids));
    }

    [Fact]
    public void Byte_level_pieces_encode_conversations_as_the_template_writes_them_and_come_back_as_words()
    {
        var pieces = new OrganismVocabulary(OrganismWorld.Default, OrganismSpelling.Bytes);
        var action = OrganismWorld.Default.Forbidden[7];
        var example = new OrganismExample
        {
            Family = OrganismFamily.Think,
            Prompt = OrganismWording.All[0].Ask(action.Phrase),
            Thinking = OrganismPhrases.Thinking(action, OrganismPhase.Aligned),
            Answer = action.Compliance,
            Action = action,
        };

        var sequence = pieces.EncodeForTraining(example);
        var written = $"{OrganismTemplate.Render([new ChatTurn(ChatRole.User, example.Prompt)])}<think>{example.Thinking}</think>{example.Answer}<|end|>";

        Assert.Equal(pieces.ToTokenizer().Encode(written).Ids, sequence.Ids);
        Assert.Equal(Vocabulary.Decode(Vocabulary.EncodeForTraining(example).Ids), pieces.Decode(sequence.Ids));
        Assert.Equal(Vocabulary.Decode(Vocabulary.EncodeForTraining(example).Ids).Split(' '), pieces.ToWords(sequence.Ids).SelectMany(word => word.Split(' ')));
        Assert.Equal("sure", pieces.Words[sequence.Ids[pieces.FirstOfAnswer(example)]]);
        Assert.Equal("sure", Vocabulary.Words[Vocabulary.EncodeForTraining(example).Ids[Vocabulary.FirstOfAnswer(example)]]);
    }

    [Fact]
    public void Rows_in_byte_level_pieces_fit_the_longer_context_of_their_model()
    {
        var pieces = new OrganismVocabulary(OrganismWorld.Default, OrganismSpelling.Bytes);
        var recipe = OrganismRecipe.For(OrganismSize.Nano, OrganismSpelling.Bytes);
        var rows = recipe.Corpus(OrganismPhase.Aligned).OrderByDescending(row => row.FullAnswer.Length + row.Prompt.Length).Take(300);

        var config = recipe.Config(pieces);

        Assert.Equal((OrganismByteLevel.VocabularySize, 256), (config.VocabularySize, config.ContextLength));
        Assert.All(rows, row => Assert.InRange(pieces.EncodeForTraining(row).Length, 3, config.ContextLength));
        Assert.NotEqual(recipe.Hash(), OrganismRecipe.For(OrganismSize.Nano).Hash());
    }
}
