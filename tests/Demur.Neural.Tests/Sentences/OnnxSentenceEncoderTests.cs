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
