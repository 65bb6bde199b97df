using Demur.Learning.Models;
using Demur.Learning.Text;
using Demur.Sentences;
using Demur.Testing;

namespace Demur.Tests.Learning.Text;

public sealed class SentenceFeaturesTests
{
    private const string Kind = "test";
    private static readonly FakeSentenceEncoder Encoder = new("three", 3, text => text.Length == 0 ? [0, 0, 0] : [0.6f, 0, 0.8f]);

    [Fact]
    public void A_row_is_the_encoders_vector_without_its_zeros()
    {
        var features = new SentenceFeatures(Encoder);

        var row = features.Transform("any", new TextWorkspace());

        Assert.Equal([0, 2], row.Indices.ToArray());
        Assert.Equal([0.6f, 0.8f], row.Values.ToArray().Select(value => (float)value));
        Assert.Equal(0, features.Transform("", new TextWorkspace()).Count);
        Assert.Equal((3, "[three 2]"), (features.FeatureCount, features.FeatureName(2)));
        Assert.Empty(features.Locate("any"));
    }

    [Fact]
    public void Joined_with_words_it_stands_behind_them_and_comes_back_from_a_file_with_its_encoder()
    {
        var words = new TfidfVectorizer().Fit(["red", "blue"]);
        var bytes = ModelFile.ToBytes(new ModelCard { Kind = Kind, CreatedBy = "test" }, new JoinedFeatures(words, new SentenceFeatures(Encoder)).Write);

        var back = ModelFile.FromBytes(bytes, "x.demur", Kind, (reader, _) => JoinedFeatures.Read(reader, _ => Encoder));

        Assert.Equal([words.FeatureCount, words.FeatureCount + 2], back.Transform("green", new TextWorkspace()).Indices.ToArray());
    }

    [Fact]
    public void Without_its_encoder_a_file_says_which_one_it_needs()
    {
        var bytes = ModelFile.ToBytes(new ModelCard { Kind = Kind, CreatedBy = "test" }, new JoinedFeatures(new SentenceFeatures(Encoder)).Write);

        var none = Assert.Throws<DemurException>(() => Read(bytes, null));
        var other = Assert.Throws<DemurException>(() => Read(bytes, _ => FakeSentenceEncoder.Of("a")));

        Assert.Equal("x.demur: the model needs the sentence encoder 'three' (3 numbers a text), and none was given. Load it with that encoder.", none.Message);
        Assert.Equal(ErrorCode.Missing, none.Code);
        Assert.Equal(
            "x.demur: the model needs the sentence encoder 'three' (3 numbers a text), and got 'fake' (2 numbers). Give the one that it was trained with.", other.Message);
    }

    private static JoinedFeatures Read(byte[] bytes, Func<string, ISentenceEncoder>? encoders) =>
        ModelFile.FromBytes(bytes, "x.demur", Kind, (reader, _) => JoinedFeatures.Read(reader, encoders));
}
