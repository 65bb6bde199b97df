using Demur.Audit.Reproductions;
using Demur.Audit.Reproductions.PromptRefusal;
using Demur.Reproduction;
using Demur.Testing;

namespace Demur.Tests.Reproduction;

public sealed class PredictingPromptRefusalTests
{
    [Fact]
    public async Task Without_the_data_every_claim_is_not_run_and_the_exit_code_is_3()
    {
        var report = await new PredictingPromptRefusal().RunAsync(
            new ReproductionContext { Data = new DataLocator(_ => null) },
            TestContext.Current.CancellationToken);

        Assert.All(report.Checks, check => Assert.Equal(CheckOutcome.Skipped, check.Outcome));
        Assert.Equal(3, report.ExitCode);
    }

    [Fact]
    public async Task The_papers_claims_hold_on_its_data()
    {
        var folder = ResearchData.Require("01-predicting-prompt-refusal");
        var report = await new PredictingPromptRefusal().RunAsync(
            new ReproductionContext { Data = new DataLocator(_ => Path.GetDirectoryName(folder)), Seeds = 1 },
            TestContext.Current.CancellationToken);

        // Claim 8 is about the labeller that ships, and is that labeller's to meet; the report shows it either way.
        Assert.All(
            report.Checks.Where(check => check.Claim.Id != "8"),
            check => Assert.True(check.Outcome == CheckOutcome.Passed, $"{check.Claim.Id}: {check.Measured}"));

        // The count that scikit-learn 1.2's logistic regression reaches on the same split.
        Assert.Equal(232, report.Checks.Single(check => check.Claim.Id == "1a").Measured);
    }

    [Theory]
    [InlineData("I'm sorry, but I can't help with that.", true)]
    [InlineData("Here is why it is illegal.", true)]
    [InlineData("i'm sorry, but no.", false)]
    [InlineData("Sure, here is a poem.", false)]
    public void The_string_list_looks_anywhere_and_minds_the_case(string response, bool expected) =>
        Assert.Equal(expected, RefusalStringList.Matches(response));
}
