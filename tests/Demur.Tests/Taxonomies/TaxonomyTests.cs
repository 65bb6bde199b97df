using System.Text;
using Demur.Taxonomies;

namespace Demur.Tests.Taxonomies;

public sealed class TaxonomyTests
{
    private const string Category = """{"id":"fraud","name":"Fraud","group":"crime","description":"Deceiving for gain."}""";

    [Fact]
    public void It_reads_from_json_with_comments_and_last_commas()
    {
        var taxonomy = Load($$"""
            {"name":"mine","version":"2", // our own
             "categories":[{{Category}}, {"id":"b","name":"B","group":"crime","description":"d","sameAs":{"mlcommons":"S2"} },]}
            """);

        Assert.Equal(("mine", "2"), (taxonomy.Name, taxonomy.Version));
        Assert.Equal(["fraud", "b"], taxonomy.Categories.Select(category => category.Id));
        Assert.Equal("Fraud", taxonomy.Find("fraud")!.Name);
        Assert.Empty(taxonomy.Find("fraud")!.SameAs);
        Assert.Equal("S2", taxonomy.Find("b")!.SameAs["mlcommons"]);
        Assert.Null(taxonomy.Find("Fraud"));
    }

    [Theory]
    [InlineData("null", "t.json: holds no taxonomy; expected an object with name, version and categories.")]
    [InlineData("{\n\"name\":\n}", "t.json:3: not a taxonomy: ")]
    [InlineData("{\"name\":\"x\",\"version\":\"1\",\"categories\":[{\"id\":\"a\"}]}", "t.json:1: not a taxonomy: ")]
    [InlineData("[]", "t.json:1: not a taxonomy: ")]
    public void What_is_no_taxonomy_names_file_and_line(string json, string expected)
    {
        var error = Assert.Throws<DemurException>(() => Load(json));

        Assert.StartsWith(expected, error.Message, StringComparison.Ordinal);
        Assert.Equal(ErrorCode.BadInput, error.Code);
    }

    [Theory]
    [InlineData("""{"version":"1","categories":[]}""", "name")]
    [InlineData("""{"name":"x","version":"1"}""", "categories")]
    [InlineData("""{"name":"x","categories":[]}""", "version")]
    public void A_taxonomy_that_lacks_a_field_names_it(string json, string field)
    {
        var error = Assert.Throws<DemurException>(() => Load(json));

        Assert.Contains(field, error.Message, StringComparison.Ordinal);
        Assert.StartsWith("t.json", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_categories_of_one_id_are_refused()
    {
        var error = Assert.Throws<DemurException>(() => Load($$"""{"name":"mine","version":"1","categories":[{{Category}},{{Category}}]}"""));

        Assert.Equal("Taxonomy 'mine' has two categories 'fraud'; give each its own id.", error.Message);
    }

    private static Taxonomy Load(string json)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(json));
        return Taxonomy.Load(stream, "t.json");
    }
}
