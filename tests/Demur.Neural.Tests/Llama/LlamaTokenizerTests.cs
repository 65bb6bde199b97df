using Demur.Neural.Checkpoints.Gguf;
using Demur.Neural.Tests.Checkpoints;
using Demur.Neural.Tests.Checkpoints.Gguf;
using Demur.Neural.Tokenization;

namespace Demur.Neural.Tests.Llama;

public sealed class LlamaTokenizerTests
{
    private static readonly string[] Special = ["<bos>", "<|user|>", "<|end|>", "<|assistant|>", "<unk>", "<pad>"];

    private static readonly TokenizerConfig Config = new() { BeginToken = "<bos>", EndToken = "<|end|>", UnknownToken = "<unk>", PaddingToken = "<pad>", ChatTemplates = new Dictionary<string, string> { ["default"] = "{{ messages }}" } };

    [Fact]
    public async Task Byte_level_bpe_cuts_every_text_in_llama_cpp_as_it_does_here()
    {
        LlamaCpp.Require();
        string[] corpus = ["the cat sat on the mat and the dog sat on the log", "where is the key? it's under the mat, isn't it?", "1234 5678 tab\there  two spaces"];
        var tokenizer = new ByteLevelBpeLearner(new ByteLevelBpeOptions { VocabularySize = 320, SpecialTokens = Special }).Fit(corpus);
        string[] texts = [.. corpus, "<bos><|user|>the cat's mat<|end|><|assistant|>", "Ünïcödé 中文 😀 naïve", "  leading and trailing  ", "a\n\nb\r\n c", "don't DON'T 3.14 x=1;"];

        var reply = await ExportAndAsk(tokenizer, texts);

        Assert.Equal(texts.Select(text => tokenizer.Encode(text).Ids), reply.Tokens);
        Assert.Equal("{{ messages }}", reply.Template);
    }

    // GGUF knows no whole words; what is written lower case and without punctuation still gets the same ids.
    [Fact]
    public async Task Whole_words_load_in_llama_cpp_and_plain_text_gets_the_same_ids()
    {
        LlamaCpp.Require();
        var tokenizer = WordLevelTokenizer.Build("the cat sat on mat and dog where is key".Split(' '), Special);
        string[] texts = ["<bos> <|user|> where is the key <|end|> <|assistant|>", "the dog sat on the cat", "the zebra sat"];

        var reply = await ExportAndAsk(tokenizer, texts);

        Assert.Equal(texts[..2].Select(text => tokenizer.Encode(text).Ids), reply.Tokens.Take(2).Select(Framed));
        Assert.Equal(tokenizer.Encode(texts[2]).Ids, Framed(reply.Tokens[2]));

        // This kind of tokenizer puts its marks around every text in llama.cpp, whatever the file says.
        IReadOnlyList<int> Framed(int[] ids) => ids[0] == tokenizer.TokenId("<bos>") && ids[^1] == tokenizer.TokenId("<|end|>") && ids.Length > 1 ? ids[1..^1] : ids;
    }

    [Fact]
    public void A_tokenizer_read_back_from_its_parts_cuts_text_as_before()
    {
        var tokenizer = new ByteLevelBpeLearner(new ByteLevelBpeOptions { VocabularySize = 300, SpecialTokens = Special }).Fit(["the cat sat on the mat, the cat's mat"]);

        var again = GgufTokenizer.From(tokenizer, Config).ToTokenizer();

        foreach (var text in new[] { "the cat's mat<|end|>", "Ünïcödé 😀", "  a  b\n" })
        {
            Assert.Equal(tokenizer.Encode(text).Ids, again.Encode(text).Ids);
        }
    }

    private static async Task<LlamaReply> ExportAndAsk(Tokenizer tokenizer, string[] texts)
    {
        using var folder = new TemporaryFolder();
        var model = TinyModel.Of("llama", vocabulary: tokenizer.VocabularySize + 3);
        GgufWriter.Write(folder["m.gguf"], model.Tensors, model.Config, GgufTokenizer.From(tokenizer, Config));
        return await LlamaCpp.EvaluateAsync(new LlamaRequest(folder["m.gguf"]) { Text = texts });
    }
}
