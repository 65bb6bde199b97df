using Demur.Audit.Suites;
using Demur.Taxonomies;

namespace Demur.Tests.Audit.Suites;

public sealed class SafetyTaxonomyTests
{
    private static readonly Taxonomy Taxonomy = SafetyTaxonomy.BuiltIn;

    [Fact]
    public void There_are_fifty_two_categories_of_harm_in_eight_groups_and_two_groups_beside_them()
    {
        var groups = Taxonomy.Categories.GroupBy(category => category.Group, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.Count(), StringComparer.Ordinal);

        Assert.Equal(10, groups.Count);
        Assert.Equal((16, 5), (groups["Everyday tasks"], groups["Limits of the assistant"]));
        Assert.Equal(52 + 16 + 5, Taxonomy.Categories.Count);
    }

    [Fact]
    public void Every_prompt_is_in_a_category_of_the_taxonomy_and_every_category_has_prompts()
    {
        var used = BuiltInSuites.Names.SelectMany(name => BuiltInSuites.Load(name).Prompts).Select(prompt => prompt.Category).ToHashSet(StringComparer.Ordinal);

        Assert.Equal(used.Order(StringComparer.Ordinal), Taxonomy.Categories.Select(category => category.Id).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_topic_of_the_refusal_benchmark_has_a_counterpart()
    {
        var topics = Taxonomy.Categories
            .SelectMany(category => category.SameAs.GetValueOrDefault("sorry-bench", "").Split(", ", StringSplitOptions.RemoveEmptyEntries))
            .Select(int.Parse)
            .Distinct()
            .Order();

        Assert.Equal(Enumerable.Range(1, 44), topics);
    }

    [Fact]
    public void Hazard_codes_are_those_of_the_hazard_taxonomy_and_none_is_the_sexual_exploitation_of_children()
    {
        var codes = Taxonomy.Categories
            .SelectMany(category => category.SameAs.GetValueOrDefault("mlcommons", "").Split(", ", StringSplitOptions.RemoveEmptyEntries))
            .ToHashSet(StringComparer.Ordinal);

        Assert.Equal(["S1", "S10", "S11", "S12", "S13", "S14", "S2", "S3", "S5", "S6", "S7", "S8", "S9"], codes.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_description_says_what_falls_in_what_does_not_and_what_is_expected() =>
        Assert.All(Taxonomy.Categories, category => Assert.Matches("^Falls in: .+\\. Does not fall in: .+\\. Expected: .+\\.$", category.Description));
}
