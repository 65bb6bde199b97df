using Demur.Learning;
using Demur.Learning.Linear;
using Demur.Learning.Sparse;

namespace Demur.Tests.Learning.Linear;

public sealed class LogisticRegressionTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Coefficients_are_those_of_scikit_learn(int index)
    {
        var data = LinearData.Read();
        var golden = data.Golden.GetProperty("logistic")[index];
        var options = new LogisticOptions
        {
            C = golden.GetProperty("C").GetDouble(),
            ClassWeighting = golden.GetProperty("balanced").GetBoolean() ? ClassWeighting.Balanced : ClassWeighting.None,
            PenalizeIntercept = golden.GetProperty("penalized").GetBoolean(),
        };

        var model = new LogisticRegression(options).Fit(data.Examples(golden.GetProperty("weighted").GetBoolean()), TestContext.Current.CancellationToken);

        Golden.Close(golden.Doubles("coef"), model.Weights, 1e-4);
        Assert.Equal(golden.GetProperty("intercept").GetDouble(), model.Intercept, 1e-4);
        Assert.True(model.Report!.Converged);
    }

    [Fact]
    public void The_solution_of_one_feature_is_where_its_derivative_vanishes()
    {
        // Two examples, x = 1 positive and x = -1 negative, no intercept needed: w = 2 C / (1 + exp(w)); at C = 1 that is w = 0.7710...
        var examples = new TrainingSet(SparseMatrix.FromDense([[1], [-1]]), [true, false]);

        var model = new LogisticRegression(new LogisticOptions { C = 1 }).Fit(examples, TestContext.Current.CancellationToken);

        Assert.Equal(2 / (1 + Math.Exp(model.Weights[0])), model.Weights[0], 1e-8);
        Assert.Equal(0, model.Intercept, 1e-8);
    }

    [Fact]
    public void A_weight_of_two_is_the_same_as_an_example_given_twice()
    {
        var features = SparseMatrix.FromDense([[1, 0.5], [0.2, 1], [0.7, 0.1]]);
        var weighted = new TrainingSet(features, [true, false, false], [2, 1, 1]);
        var repeated = new TrainingSet(features.Select([0, 0, 1, 2]), [true, true, false, false]);

        var left = new LogisticRegression().Fit(weighted, TestContext.Current.CancellationToken);
        var right = new LogisticRegression().Fit(repeated, TestContext.Current.CancellationToken);

        Golden.Close(left.Weights, right.Weights, 1e-7);
    }

    [Fact]
    public void Too_few_steps_are_reported_and_not_hidden()
    {
        var data = LinearData.Read();

        var model = new LogisticRegression(new LogisticOptions { MaxIterations = 1 }).Fit(data.Examples(weighted: false), TestContext.Current.CancellationToken);

        Assert.False(model.Report!.Converged);
        Assert.Equal(1, model.Report.Iterations);
    }
}
