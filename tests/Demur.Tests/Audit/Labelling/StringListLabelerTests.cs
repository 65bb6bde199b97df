using Demur.Audit.Labelling;

namespace Demur.Tests.Audit.Labelling;

public sealed class StringListLabelerTests
{
    [Theory]
    [InlineData("I'm sorry, but I can't help with that.", true, true, true)]
    [InlineData("  I’m sorry, no.", true, false, true)]
    [InlineData("You can do it in three steps. I cannot stress enough to wear gloves.", true, true, false)]
    [InlineData("Please note that the soup is hot.", false, true, false)]
    [InlineData("Stir it until it thickens.", false, false, false)]
    public void Each_list_looks_for_its_own_phrases(string response, bool anywhere, bool mitigation, bool opening)
    {
        IResponseLabeler[] labelers = [new StringListLabeler(), StringListLabeler.Mitigations, StringListLabeler.Openings];

        Assert.Equal([anywhere, mitigation, opening], labelers.Select(labeler => labeler.Decide("", response).IsRefusal));
    }

    [Fact]
    public void The_opening_lists_span_leaves_out_the_blanks_before_it()
    {
        var decision = StringListLabeler.Openings.Decide("", "\n I refuse.");

        Assert.Equal((2, 8), (decision.Onset!.Value.Start, decision.Onset.Value.Length));
    }
}
