using Demur.Neural.Sentences;
using Demur.Neural.Tests.Checkpoints;
using Demur.Neural.Tokenization;

namespace Demur.Neural.Tests.Sentences;

public sealed class OnnxSentenceEncoderTests
{
    // Tokens: <unk> 0, red 1, green 2, blue 3.
    private static readonly float[] Table = [0, 0, 1, 3, 0, 0, 0, 4, 0, 0, 0, 5];

    [Fact]
    public void Vectors_are_means_over_the_tokens_of_the_text_alone()
    {
        using var folder = Model("attention_mask", "token_type_ids");
        using var encoder = OnnxSentenceEncoder.Open(folder.FullPath, new OnnxSentenceOptions { BatchSize = 2 });

        var rows = encoder.Encode(["red green", "blue", "red red red green", "unknown"]);

        // Means by hand: (1.5, 2, 0) of length 2.5; (0, 0, 5); (2.25, 1, 0) of length sqrt(6.0625); (0, 0, 1).
        Near([0.6f, 0.8f, 0f], rows[0]);
        Near([0f, 0f, 1f], rows[1]);
        Near([2.25f / MathF.Sqrt(6.0625f), 1 / MathF.Sqrt(6.0625f), 0f], rows[2]);
        Near([0f, 0f, 1f], rows[3]);
        Assert.Equal(3, encoder.Dimension);
        Assert.Equal(Path.GetFileName(folder.FullPath), encoder.Id);
    }

    [Fact]
    public void Long_texts_are_cut_and_empty_ones_give_zeros()
    {
        using var folder = Model();
        using var encoder = OnnxSentenceEncoder.Open(folder.FullPath, new OnnxSentenceOptions { MaximumTokens = 2 });

        var rows = encoder.Encode(["red red blue blue blue", ""]);

        Near([1f, 0f, 0f], rows[0]);
        Near([0f, 0f, 0f], rows[1]);
        Assert.Empty(encoder.Encode([]));
    }

    // The words have the vectors (3, 0, 0), (0, 4, 0) and (0, 0, 5).
    [Fact]
    public void The_card_beside_a_model_says_how_its_tokens_become_one_vector_and_options_overrule_it()
    {
        using var folder = Model();
        Near([3 / MathF.Sqrt(50), 4 / MathF.Sqrt(50), 5 / MathF.Sqrt(50)], Encoded(folder, null));

        folder.Write("model.json", """{"name":"a model"}""");
        Near([3 / MathF.Sqrt(50), 4 / MathF.Sqrt(50), 5 / MathF.Sqrt(50)], Encoded(folder, null));
        folder.Write("model.json", """{"pooling":"first"}""");
        Near([1, 0, 0], Encoded(folder, null));
        Near([3 / MathF.Sqrt(50), 4 / MathF.Sqrt(50), 5 / MathF.Sqrt(50)], Encoded(folder, SentencePooling.Mean));
    }

    [Theory]
    [InlineData("""{"pooling":"max"}""", "pooling: one of mean, first was expected, and it is '\"max\"'")]
    [InlineData("""{"pooling":3}""", "pooling: one of mean, first was expected, and it is '3'")]
    [InlineData("[]", "the file holds no JSON object")]
    public void A_card_that_asks_for_something_else_is_refused(string card, string expected)
    {
        using var folder = Model();
        folder.Write("model.json", card);

        Assert.Contains(expected, Message(folder), StringComparison.Ordinal);
    }

    [Fact]
    public void A_text_of_nothing_but_the_marks_around_it_gives_zeros()
    {
        using var folder = new TemporaryFolder();
        folder.Write("model.onnx", OnnxBytes.Lookup([1, 0, 0, 1], 2));
        var tokens = new TokenizerParts { Kind = TokenizerModelKind.WordLevel, Tokens = ["<s>", "red"], Types = [TokenType.Control, TokenType.Normal], BeginId = 0, AddBegin = true };
        Tokenizer.FromParts(tokens).Save(folder["tokenizer.json"]);
        using var encoder = OnnxSentenceEncoder.Open(folder.FullPath);

        var rows = encoder.Encode(["", "red", "  "]);

        Near([0, 0], rows[0]);
        Near([1 / MathF.Sqrt(2), 1 / MathF.Sqrt(2)], rows[1]);
        Near([0, 0], rows[2]);
    }

    [Fact]
    public void A_graph_that_wants_more_than_text_is_refused()
    {
        using var folder = Model("pixel_values");

        var error = Assert.Throws<DemurException>(() => OnnxSentenceEncoder.Open(folder.FullPath));

        Assert.Contains("input 'pixel_values': an encoder of text takes input_ids, attention_mask, token_type_ids", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Absent_and_broken_files_end_in_one_sentence()
    {
        using var folder = Model();
        File.WriteAllText(folder["model.onnx"], "no model");
        Assert.Contains("ONNX Runtime cannot load the model", Message(folder), StringComparison.Ordinal);
        File.Delete(folder["tokenizer.json"]);
        Assert.Contains("this one has no tokenizer.json", Message(folder), StringComparison.Ordinal);
        File.Delete(folder["model.onnx"]);
        Assert.Contains("this one has no model.onnx", Message(folder), StringComparison.Ordinal);
    }

    [Fact]
    public void Encoders_are_opened_by_name()
    {
        using var folder = Model();

        var encoder = SentenceEncoders.Open(folder.FullPath);

        Assert.IsType<OnnxSentenceEncoder>(encoder);
        ((IDisposable)encoder).Dispose();
        Assert.Equal("hashing-512", SentenceEncoders.Open("hashing").Id);
        Assert.Contains("There is no sentence encoder 'hashin'; did you mean 'hashing'?", Assert.Throws<DemurException>(() => SentenceEncoders.Open("hashin")).Message, StringComparison.Ordinal);
    }

    private static float[] Encoded(TemporaryFolder folder, SentencePooling? pooling)
    {
        using var encoder = OnnxSentenceEncoder.Open(folder.FullPath, new OnnxSentenceOptions { Pooling = pooling });
        return encoder.Encode(["red green blue", "blue"])[0];
    }

    private static string Message(TemporaryFolder folder) => Assert.Throws<DemurException>(() => OnnxSentenceEncoder.Open(folder.FullPath)).Message;

    private static TemporaryFolder Model(params string[] furtherInputs)
    {
        var folder = new TemporaryFolder();
        folder.Write("model.onnx", OnnxBytes.Lookup(Table, 3, furtherInputs));
        WordLevelTokenizer.Build(["red", "green", "blue"], ["<unk>"]).Save(folder["tokenizer.json"]);
        return folder;
    }

    private static void Near(float[] expected, float[] actual) => Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, 1e-6f));
}
