using Demur.Learning;
using Demur.Learning.Bayes;
using Demur.Learning.Sparse;
using Demur.Tests.Learning.Linear;

namespace Demur.Tests.Learning.Bayes;

public sealed class NaiveBayesTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Log_odds_are_those_of_scikit_learn(int index)
    {
        var data = LinearData.Read();
        var golden = data.Golden.GetProperty("bayes")[index];
        var options = new NaiveBayesOptions { Smoothing = golden.GetProperty("alpha").GetDouble() };
        IBinaryLearner learner = golden.GetProperty("kind").GetString() == "multinomial" ? new MultinomialNaiveBayes(options) : new BernoulliNaiveBayes(options);

        var model = learner.Fit(data.Examples(golden.GetProperty("weighted").GetBoolean()), 1, TestContext.Current.CancellationToken);

        Golden.Close(golden.Doubles("log_odds"), [.. Enumerable.Range(0, data.Labels.Length).Select(row => model.Score(data.Features.Row(row)))], 1e-9);
    }

    [Fact]
    public void A_negative_feature_is_named()
    {
        var examples = new TrainingSet(SparseMatrix.FromDense([[1], [-2]]), [true, false]);

        var error = Assert.Throws<DemurException>(() => new MultinomialNaiveBayes().Fit(examples, TestContext.Current.CancellationToken));

        Assert.Equal("Example 1 has -2 in feature 0; naive Bayes counts, so features must be at least 0.", error.Message);
    }
}
