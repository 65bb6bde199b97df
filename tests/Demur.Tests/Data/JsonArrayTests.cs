using Demur.Data;

namespace Demur.Tests.Data;

public sealed class JsonArrayTests
{
    [Theory]
    [InlineData("[{\"a\":1},{\"a\":2}]")]
    [InlineData("{\"meta\":{\"tags\":[1,2]},\"n\":3,\"rows\":[{\"a\":1},{\"a\":2}],\"end\":null}")]
    [InlineData("{\n\"rows\": [\n{\"a\":1},\n\n{\"a\":2}]}")]
    [InlineData("{\"a\":1}\n{\"a\":2}\n")]
    public async Task An_array_an_object_with_one_array_and_mislabelled_jsonl_all_give_rows(string content)
    {
        var rows = await TextFile.ReadAsync("a.json", content);

        Assert.Equal(["1", "2"], rows.Select(row => row["a"]));
    }

    [Fact]
    public async Task A_row_knows_the_line_on_which_it_starts()
    {
        var rows = await TextFile.ReadAsync("a.json", "[\n  {\n    \"a\": 1\n  },\n  {\"a\": 2}, {\"a\": 3}\n]\n");

        Assert.Equal([2L, 5L, 5L], rows.Select(row => row.Line));
    }

    [Fact]
    public async Task Bare_strings_are_rows_with_one_column()
    {
        var rows = await TextFile.ReadAsync("a.json", "[\"one\",\"two\"]", new DataFileOptions { Columns = ColumnMap.Parse(["prompt=value"]) });

        Assert.Equal(["one", "two"], rows.Select(row => row["prompt"]));
    }

    [Fact]
    public async Task An_element_that_is_no_row_is_a_broken_row_and_the_rest_is_read()
    {
        var report = new DataReadReport();
        var options = new DataFileOptions { BrokenRows = BrokenRowPolicy.SkipAndCount, Report = report };

        var rows = await TextFile.ReadAsync("a.json", "[{\"a\":1},\n 5, {\"a\":\n1,\"a\":2}, {\"a\":3}]", options);

        Assert.Equal([0L, 3L], rows.Select(row => row.Row));
        Assert.Equal("a.json:2:2: expected a JSON object with named fields, found another value.", report.FirstErrors[0].Message);
        Assert.StartsWith("a.json:2:5: not valid JSON: Duplicate property 'a'", report.FirstErrors[1].Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[{\"a\":1},\n{\"a\":}]", "a.json:2:6: not valid JSON: ")]
    [InlineData("[{\"a\":1}", "a.json:1:9: not valid JSON: ")]
    [InlineData("[{\"a\":1}] x", "a.json:1:11: not valid JSON: ")]
    [InlineData("{\"a\":\n1}", "a.json:2:3: the document holds no array of rows; expected an array of objects, or an object with one such array.")]
    [InlineData("{\"a\":[],\"b\":[]}", "a.json:1:13: the document holds two arrays, 'a' and 'b'; keep the one with the rows.")]
    public async Task A_broken_document_always_stops(string content, string expected)
    {
        var error = await TextFile.FailAsync("a.json", content, new DataFileOptions { BrokenRows = BrokenRowPolicy.SkipAndCount });

        Assert.StartsWith(expected, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Elements_are_found_across_the_buffers_edges()
    {
        var texts = Enumerable.Range(0, 3000).Select(i => new string((char)('a' + (i % 26)), 1 + (i * 37 % 500))).Append(new string('z', 700_000)).ToList();

        var rows = await TextFile.ReadAsync("a.json", "[" + string.Join(",\n", texts.Select(text => $"{{\"a\":\"{text}\"}}")) + "]");

        Assert.Equal(texts, rows.Select(row => row["a"]));
        Assert.Equal(Enumerable.Range(1, texts.Count).Select(line => (long?)line), rows.Select(row => row.Line));
    }

    [Fact]
    public async Task An_element_that_is_too_long_is_refused()
    {
        var error = await TextFile.FailAsync("a.json", "[{\"a\":\"" + new string('x', 900_000) + "\"}]", new DataFileOptions { MaxRowBytes = 2000 });

        Assert.Equal("a.json:1:2: a row is longer than 2000 bytes, the most that is read; split it.", error.Message);
    }

    [Fact]
    public async Task Depth_is_bounded()
    {
        var error = await TextFile.FailAsync("a.json", "[{\"a\":" + new string('[', 100_000));

        Assert.Contains("depth", error.Message, StringComparison.Ordinal);
    }
}
