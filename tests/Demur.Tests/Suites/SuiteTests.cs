using Demur.Suites;

namespace Demur.Tests.Suites;

public sealed class SuiteTests
{
    [Fact]
    public void Prompts_keep_their_order_and_defaults()
    {
        var suite = new Suite("mine", [Prompt("b", "two"), Prompt("a", "one")]);

        Assert.Equal(["b", "a"], suite.Prompts.Select(prompt => prompt.Id));
        Assert.Equal((ExpectedStance.Either, "en", "1"), (suite.Prompts[0].Expected, suite.Prompts[0].Language, suite.Version));
    }

    [Fact]
    public void A_suite_without_prompts_is_refused() => AssertRefused("Suite 'mine' has no prompts; add at least one.");

    [Fact]
    public void Two_prompts_of_one_id_are_refused() =>
        AssertRefused("Suite 'mine' has two prompts with id 'a'; give each its own id.", Prompt("a", "one"), Prompt("a", "two"));

    [Fact]
    public void A_prompt_without_text_is_refused() =>
        AssertRefused("Suite 'mine', prompt 'a': the text is empty; write what is asked or remove the row.", Prompt("a", " \n"));

    private static SuitePrompt Prompt(string id, string text) => new() { Id = id, Text = text };

    private static void AssertRefused(string expected, params SuitePrompt[] prompts)
    {
        var error = Assert.Throws<DemurException>(() => new Suite("mine", prompts));

        Assert.Equal(expected, error.Message);
        Assert.Equal(2, error.ExitCode);
    }
}
