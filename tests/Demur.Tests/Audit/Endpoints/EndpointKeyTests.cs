using Demur.Audit.Endpoints;

namespace Demur.Tests.Audit.Endpoints;

public sealed class EndpointKeyTests
{
    private static readonly ModelSpec Remote = ModelSpec.Parse("openai:gpt-4o");
    private static readonly ModelSpec Local = ModelSpec.Parse("openai:m@http://127.0.0.1:8080/v1");

    [Fact]
    public void The_key_comes_from_the_named_variable()
    {
        Assert.Equal("one-key", EndpointKey.Find(Remote, variable: null, name => name == "OPENAI_API_KEY" ? " one-key\n" : null));
        Assert.Equal("two-key", EndpointKey.Find(Remote, "OTHER", name => name == "OTHER" ? "two-key" : null));
    }

    [Fact]
    public void A_local_address_needs_no_key_and_a_remote_one_says_which_variable_it_misses()
    {
        Assert.Null(EndpointKey.Find(Local, variable: null, _ => null));
        var error = Assert.Throws<DemurException>(() => EndpointKey.Find(Remote, variable: null, _ => null));
        Assert.Equal("The environment variable OPENAI_API_KEY is not set; put the key for api.openai.com there, or name another variable with --key-env.", error.Message);
    }

    [Theory]
    [InlineData("sk-proj-abcdefgh12345678")]
    [InlineData("0123456789abcdef0123456789abcdef")]
    [InlineData("not a name")]
    public void A_key_in_place_of_the_variables_name_is_not_repeated(string key)
    {
        var error = Assert.Throws<DemurException>(() => EndpointKey.Find(Remote, key, _ => null));

        Assert.DoesNotContain(key, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_does_not_travel_unencrypted_to_the_internet()
    {
        var error = Assert.Throws<DemurException>(() => EndpointKey.Find(ModelSpec.Parse("openai:m@http://models.example.com/v1"), variable: null, _ => "secret-key"));

        Assert.Contains("unencrypted", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret-key", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_with_a_line_break_inside_is_refused()
    {
        var error = Assert.Throws<DemurException>(() => EndpointKey.Find(Remote, variable: null, _ => "one\r\nX-Header: two"));

        Assert.DoesNotContain("X-Header", error.Message, StringComparison.Ordinal);
    }
}
