using System.Numerics.Tensors;
using CsCheck;
using Demur.Neural.Sentences;

namespace Demur.Neural.Tests.Sentences;

public sealed class HashingSentenceEncoderTests
{
    private static readonly HashingSentenceEncoder Encoder = new();

    [Fact]
    public void Rows_have_length_one_and_do_not_depend_on_their_neighbours() =>
        Gen.String.Array[1, 6].Sample(texts =>
        {
            var together = Encoder.Encode(texts);

            for (var index = 0; index < texts.Length; index++)
            {
                var length = TensorPrimitives.Norm<float>(together[index]);
                Assert.True(length == 0 ? texts[index].All(character => !char.IsLetterOrDigit(character) && !char.IsSurrogate(character)) : Math.Abs(length - 1) < 1e-5, texts[index]);
                Assert.Equal(together[index], Assert.Single(Encoder.Encode([texts[index]])));
            }
        }, iter: 100);

    [Fact]
    public void Alike_wording_is_nearer_than_other_wording()
    {
        var rows = Encoder.Encode(["I cannot help with that request.", "I can't help with this request, sorry.", "Stir the flour into warm milk."]);

        Assert.True(TensorPrimitives.Dot<float>(rows[0], rows[1]) > TensorPrimitives.Dot<float>(rows[0], rows[2]) + 0.2f);
    }

    [Fact]
    public void Case_and_punctuation_do_not_matter_and_order_does()
    {
        var rows = Encoder.Encode(["Dog bites man", "dog, bites man!", "man bites dog", "", "?!"]);

        Assert.Equal(rows[0], rows[1]);
        Assert.NotEqual(rows[0], rows[2]);
        Assert.All([.. rows[3], .. rows[4]], value => Assert.Equal(0, value));
    }

    [Fact]
    public void The_dimension_names_the_encoder_and_cancellation_stops_it()
    {
        Assert.Equal(("hashing-64", 64), (new HashingSentenceEncoder(64).Id, new HashingSentenceEncoder(64).Encode(["a"])[0].Length));
        Assert.Throws<ArgumentOutOfRangeException>(() => new HashingSentenceEncoder(0));
        Assert.Throws<OperationCanceledException>(() => Encoder.Encode(["a"], new CancellationToken(canceled: true)));
    }
}
