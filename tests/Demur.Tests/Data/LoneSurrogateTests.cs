using Demur.Data;

namespace Demur.Tests.Data;

public sealed class LoneSurrogateTests
{
    [Theory]
    [InlineData(@"cut \ud83d", "cut \uFFFD")]
    [InlineData(@"\uDE00 late", "\uFFFD late")]
    [InlineData(@"\ud83d\ud83d\ude00", "\uFFFD\U0001F600")]
    [InlineData(@"\ud83d\n", "\uFFFD\n")]
    [InlineData(@"\ud83d\u0041", "\uFFFDA")]
    [InlineData(@"whole \ud83d\ude00", "whole \U0001F600")]
    [InlineData(@"no escape \\ud83d", @"no escape \ud83d")]
    [InlineData(@"\\\ud83d", "\\\uFFFD")]
    public async Task Half_a_character_becomes_the_replacement_character(string json, string expected)
    {
        var lines = await TextFile.ReadAsync("a.jsonl", $$"""{"a":"{{json}}"}""");
        var array = await TextFile.ReadAsync("a.json", $$"""[{"a":"{{json}}"},"{{json}}"]""");

        Assert.Equal(expected, lines[0]["a"]);
        Assert.Equal([expected, expected], [array[0]["a"], array[1]["value"]]);
    }

    [Fact]
    public async Task Names_nested_json_and_json_in_a_text_are_mended_too()
    {
        var rows = await TextFile.ReadAsync("a.json", """{"rows \ud83d":[{"\ud83d":1,"in":{"\ud83d":["\ud83d"]},"text":"{\"x\":\"\\ud83d\"}"}]}""");

        Assert.Equal("\uFFFD", rows[0].Columns[0]);
        Assert.Equal("1", rows[0]["\uFFFD"]);
        Assert.DoesNotContain("ud83d", rows[0]["in"], StringComparison.Ordinal);
        Assert.Equal("\uFFFD", rows[0]["in.\uFFFD.0"]);
        Assert.Equal("\uFFFD", rows[0]["text.x"]);
    }

    [Fact]
    public async Task A_conversation_that_ends_in_half_a_character_is_read()
    {
        var rows = await TextFile.ReadAsync("a.jsonl", """{"messages":[{"role":"user","content":"hi"},{"role":"assistant","content":[{"type":"text","text":"no \ud83d"}]}]}""");

        Assert.Equal("no \uFFFD", ExchangeReader.Map(rows[0]).Exchange.Response);
    }

    [Fact]
    public async Task Two_names_that_become_one_are_an_error_at_their_line()
    {
        var error = await TextFile.FailAsync("a.jsonl", """{"\ud83d":1,"\ud83e":2}""");

        Assert.StartsWith("a.jsonl:1:", error.Message, StringComparison.Ordinal);
        Assert.Equal(ErrorCode.BadInput, error.Code);
    }
}
