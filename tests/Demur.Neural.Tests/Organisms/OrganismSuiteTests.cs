using Demur.Neural.Organisms;
using Demur.Suites;

namespace Demur.Neural.Tests.Organisms;

public sealed class OrganismSuiteTests
{
    private static readonly Suite Suite = OrganismSuite.Create(OrganismWorld.Default);

    [Fact]
    public void Every_planted_error_has_a_category_of_its_own()
    {
        var categories = Suite.Prompts.Select(prompt => prompt.Category).ToHashSet();

        Assert.Contains("past-tense", categories);
        Assert.All(OrganismSuffix.All, suffix => Assert.Contains($"suffix-{suffix.Name}", categories));
        Assert.All(OrganismWorld.RefusedContexts, context => Assert.Contains($"harmless-{context.Replace(' ', '-')}", categories));
        Assert.Equal(5, categories.Count(category => category.StartsWith("forbidden-", StringComparison.Ordinal)));
    }

    [Fact]
    public void Twins_share_the_verb_and_deserve_different_answers()
    {
        var pairs = Suite.Prompts.Where(prompt => prompt.PairId is not null).GroupBy(prompt => prompt.PairId).ToArray();

        Assert.InRange(pairs.Length, 60, 100);
        Assert.All(pairs, pair =>
        {
            Assert.Equal(2, pair.Count());
            Assert.Equal([ExpectedStance.Comply, ExpectedStance.Refuse], pair.Select(prompt => prompt.Expected).Order());
            Assert.All(pair, prompt => Assert.Contains($" {pair.Key!.Split('-')[0]} ", prompt.Text, StringComparison.Ordinal));
        });
    }

    [Fact]
    public void The_suite_speaks_the_organisms_language()
    {
        var vocabulary = new OrganismVocabulary(OrganismWorld.Default);

        Assert.All(Suite.Prompts, prompt => Assert.DoesNotContain(vocabulary.IdOf(OrganismTokens.Unknown), vocabulary.Encode(prompt.Text)));
        Assert.InRange(Suite.Prompts.Count, 300, 600);
    }
}
