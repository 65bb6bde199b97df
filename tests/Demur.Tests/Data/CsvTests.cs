using System.Text;
using Demur.Data;

namespace Demur.Tests.Data;

public sealed class CsvTests
{
    [Fact]
    public async Task Quoted_fields_hold_separators_quotes_and_line_breaks()
    {
        var rows = await TextFile.ReadAsync("a.csv", "prompt,response\r\n\"a, \"\"b\"\"\",\"x\r\ny\"\r\n\r\n5\" pipe,z");

        Assert.Equal([("a, \"b\"", "x\r\ny"), ("5\" pipe", "z")], rows.Select(row => (row["prompt"]!, row["response"]!)));
        Assert.Equal([2L, 5L], rows.Select(row => row.Line));
    }

    [Theory]
    [InlineData("a.csv", "a;b\n1;2")]
    [InlineData("a.csv", "a\tb\n1\t2")]
    [InlineData("a.csv", "a|b\n1|2")]
    [InlineData("a.tsv", "a\tb\n1\t2")]
    [InlineData("a", "a\tb\n1\t2")]
    [InlineData("a", "a,b\n1,2")]
    public async Task The_header_tells_the_separator(string name, string content)
    {
        var row = Assert.Single(await TextFile.ReadAsync(name, content));

        Assert.Equal(["a", "b"], row.Columns);
        Assert.Equal("2", row["b"]);
    }

    [Fact]
    public async Task A_chosen_separator_counts()
    {
        var row = Assert.Single(await TextFile.ReadAsync("a.csv", "a,x;b\n1;2", new DataFileOptions { Delimiter = ';' }));

        Assert.Equal(["a,x", "b"], row.Columns);
    }

    [Theory]
    [InlineData("a,b\n1\n", "a.csv:2: the row has 1 fields where the header has 2; quote fields that hold the separator.")]
    [InlineData("a,b\n\"x\ny\",2\n1,2,3\n", "a.csv:4: the row has 3 fields where the header has 2; quote fields that hold the separator.")]
    [InlineData("a,b\n1,\"2\n3,4\n", "a.csv:2: a field starts with a quote that is not closed, or goes on after the closing quote; double the quotes inside a quoted field.")]
    [InlineData("a,b\n1,\"2\"x\n", "a.csv:2: a field starts with a quote that is not closed, or goes on after the closing quote; double the quotes inside a quoted field.")]
    public async Task A_broken_row_names_its_line(string content, string expected) =>
        Assert.Equal(expected, (await TextFile.FailAsync("a.csv", content)).Message);

    [Fact]
    public async Task Ragged_rows_are_skipped_and_counted_when_the_caller_says_so()
    {
        var report = new DataReadReport();

        var rows = await TextFile.ReadAsync(
            "a.csv",
            "a,b\n1,2\n3\n4,5\n",
            new DataFileOptions { BrokenRows = BrokenRowPolicy.SkipAndCount, Report = report });

        Assert.Equal(["1", "4"], rows.Select(row => row["a"]));
        Assert.Equal([0L, 2L], rows.Select(row => row.Row));
        Assert.Equal((2, 1), (report.RowsRead, report.RowsSkipped));
    }

    [Fact]
    public async Task Repeated_column_names_matter_only_when_asked_for()
    {
        var row = Assert.Single(await TextFile.ReadAsync("a.csv", "id,text,text\n1,x,y\n"));

        Assert.Equal("1", row["id"]);
        Assert.Equal(
            "a.csv:2: column 'text' is ambiguous: 'text' stands at position 2, 'text' stands at position 3. Rename one of them in the file.",
            Assert.Throws<DemurException>(() => row["text"]).Message);
    }

    [Fact]
    public async Task Bytes_that_are_no_text_are_a_fault_of_their_row_only()
    {
        var report = new DataReadReport();
        byte[] content = [.. "a,b\n1,caf"u8, 0xE9, .. "\n2,fine\n"u8];

        var rows = await TextFile.ReadAsync("a.csv", content, new DataFileOptions { BrokenRows = BrokenRowPolicy.SkipAndCount, Report = report });

        Assert.Equal("fine", Assert.Single(rows)["b"]);
        Assert.Equal("a.csv:2: field 2 holds bytes that are not UTF-8; save the file as UTF-8.", report.FirstErrors[0].Message);
    }

    [Fact]
    public async Task An_open_quote_cannot_swallow_more_than_a_row_may_hold()
    {
        var content = "a,b\n1,2\n3,\"" + new string('x', 400_000);

        var error = await TextFile.FailAsync("a.csv", content, new DataFileOptions { MaxRowBytes = 100_000 });

        Assert.Equal(
            "a.csv:3: the row is longer than 100000 characters, the most that is read; look for a quote that is not closed, or split the row.",
            error.Message);
    }

    [Fact]
    public async Task A_row_that_is_too_long_is_passed_over_and_short_ones_are_not()
    {
        var report = new DataReadReport();
        var content = "a,b\n" + string.Concat(Enumerable.Repeat($"1,{new string('s', 900)}\n", 100)) + $"2,{new string('l', 3000)}\n3,x\n";

        var rows = await TextFile.ReadAsync("a.csv", content, new DataFileOptions { MaxRowBytes = 1024, BrokenRows = BrokenRowPolicy.SkipAndCount, Report = report });

        Assert.Equal(101, rows.Count);
        Assert.Equal("3", rows[^1]["a"]);
        Assert.StartsWith("a.csv:102: the row is longer than 1024 characters", Assert.Single(report.FirstErrors).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Utf16_with_a_mark_is_read()
    {
        var row = Assert.Single(await TextFile.ReadAsync("a.csv", [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes("prompt,é\n\"1\",2\n")]));

        Assert.Equal(["prompt", "é"], row.Columns);
    }

    [Fact]
    public async Task A_conversation_may_stand_in_a_cell_as_json()
    {
        var row = Assert.Single(await TextFile.ReadAsync("a.csv", "messages\n\"[{\"\"role\"\":\"\"user\"\",\"\"content\"\":\"\"hi\"\"}]\"\n"));

        Assert.Equal("hi", Assert.Single(row.GetTurns("messages")).Text);
        Assert.Equal("hi", row["messages.0.content"]);
    }
}
