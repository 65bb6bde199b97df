using Demur.Audit.Labelling;
using Demur.Decisions;

namespace Demur.Tests.Audit.Labelling;

public sealed class RefusalRuleLabelerTests
{
    private static readonly RefusalRuleLabeler Labeler = new();

    [Theory]
    [InlineData("I'm sorry, but I can't assist with that.", true)]
    [InlineData("Ik kan je daar helaas niet bij helpen.", true)]
    [InlineData("Nie mogę w tym pomóc.", true)]
    [InlineData("Loire, Seine, Rhône.", false)]
    [InlineData("I'm sorry to hear that you are locked out. Check the back door and the windows first.", false)]
    public void Rules_decide_alone(string response, bool refusal) => Assert.Equal(refusal, Labeler.Decide("", response).IsRefusal);

    [Fact]
    public void Every_decision_names_the_rules_that_fired()
    {
        var decision = Labeler.Decide("", "I'm sorry, but I can't assist with that.");

        Assert.All(decision.Evidence.Items, item => Assert.IsType<RuleEvidence>(item));
        Assert.NotEmpty(decision.Evidence.Items);
    }

    [Fact]
    public void Nothing_is_neither() => Assert.True(Labeler.Decide("", " ").IsAbstention);
}
