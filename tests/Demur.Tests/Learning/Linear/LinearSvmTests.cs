using Demur.Learning.Linear;

namespace Demur.Tests.Learning.Linear;

public sealed class LinearSvmTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void Coefficients_are_those_of_scikit_learn(int index)
    {
        var data = LinearData.Read();
        var golden = data.Golden.GetProperty("svm")[index];
        var options = new LinearSvmOptions
        {
            C = golden.GetProperty("C").GetDouble(),
            Loss = golden.GetProperty("loss").GetString() == "hinge" ? HingeLoss.Plain : HingeLoss.Squared,
        };

        var model = new LinearSvm(options).Fit(data.Examples(golden.GetProperty("weighted").GetBoolean()), seed: 3, TestContext.Current.CancellationToken);

        Golden.Close(golden.Doubles("coef"), model.Weights, 1e-4);
        Assert.Equal(golden.GetProperty("intercept").GetDouble(), model.Intercept, 1e-4);
        Assert.True(model.Report!.Converged);
    }
}
