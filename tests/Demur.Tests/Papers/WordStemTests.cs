using CsCheck;
using Demur.Papers;

namespace Demur.Tests.Papers;

public sealed class WordStemTests
{
    [Theory]
    [InlineData("forget", "forgets", "forgetting")]
    [InlineData("refuse", "refusal", "refusing", "refuses", "refused")]
    [InlineData("predict", "prediction", "predictor", "predicting")]
    [InlineData("classify", "classifier", "classification", "classifies")]
    [InlineData("label", "labels", "labelling", "labeling", "labelled")]
    [InlineData("noise", "noisy")]
    [InlineData("anomaly", "anomalies")]
    [InlineData("generalise", "generalize", "generalization", "generalisation")]
    [InlineData("unlearn", "unlearning", "unlearnable")]
    [InlineData("retrieve", "retrieval", "retriever")]
    [InlineData("imbalance", "imbalanced")]
    [InlineData("class", "classes")]
    [InlineData("behaviour", "behavior", "behaviours")]
    [InlineData("poison", "poisoned", "poisoning")]
    public void Forms_of_one_word_share_a_stem(params string[] forms) => Assert.Single(forms.Select(WordStem.Of).Distinct(StringComparer.Ordinal));

    [Theory]
    [InlineData("no")]
    [InlineData("cnn")]
    [InlineData("gas")]
    [InlineData("bias")]
    [InlineData("57")]
    public void Short_words_stay_as_they_are(string word) => Assert.Equal(word, WordStem.Of(word));

    [Fact]
    public void A_stem_is_never_empty_and_at_most_as_long_as_its_word_and_a_letter() =>
        Gen.String[Gen.Char['a', 'z'], 1, 14].Sample(word => WordStem.Of(word).Length is var length && length >= 1 && length <= word.Length + 1);
}
