using System.Text;
using Demur.Data;

namespace Demur.Tests.Data;

public sealed class WriterTests
{
    private static readonly string[] Columns = ["text", "number", "truth", "at", "score", "cost"];

    private static readonly object?[] Values = ["=cmd \"x\"", -5L, true, new DateTimeOffset(2024, 1, 2, 3, 4, 5, TimeSpan.Zero), 0.1, 1.50m];

    [Fact]
    public async Task Json_lines_keep_types_and_characters()
    {
        var text = await WriteAsync(stream => new JsonLinesWriter(stream, Columns), Values, ["é<😀", null, null, null, double.NaN, null]);

        Assert.Equal(
            "{\"text\":\"=cmd \\\"x\\\"\",\"number\":-5,\"truth\":true,\"at\":\"2024-01-02T03:04:05+00:00\",\"score\":0.1,\"cost\":1.50}\n"
            + "{\"text\":\"é<\\uD83D\\uDE00\",\"number\":null,\"truth\":null,\"at\":null,\"score\":null,\"cost\":null}\n",
            text);
    }

    [Fact]
    public async Task Csv_quotes_texts_and_leaves_numbers_bare()
    {
        var text = await WriteAsync(stream => new CsvWriter(stream, Columns), Values, [null, 1, false, null, double.PositiveInfinity, null]);

        Assert.Equal(
            "text,number,truth,at,score,cost\r\n\"=cmd \"\"x\"\"\",-5,true,2024-01-02T03:04:05.0000000+00:00,0.1,1.50\r\n,1,false,,,\r\n",
            text);
    }

    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+1", "'+1")]
    [InlineData("-x", "'-x")]
    [InlineData("@x", "'@x")]
    [InlineData("  =1", "'  =1")]
    [InlineData("\t=1", "'\t=1")]
    [InlineData("\uFF1D1", "'\uFF1D1")]
    [InlineData("\0=1", "'=1")]
    [InlineData("a=1", "a=1")]
    [InlineData("", "")]
    public async Task Formulas_are_disarmed_for_spreadsheets(string value, string expected)
    {
        var text = await WriteAsync(stream => new CsvWriter(stream, ["a"], new CsvWriterOptions { ForSpreadsheets = true }), [value]);

        Assert.Equal($"\uFEFFa\r\n\"{expected}\"\r\n", text);
    }

    [Fact]
    public async Task A_table_without_rows_still_has_its_header() =>
        Assert.Equal("a,\"b c\"\r\n", await WriteAsync(stream => new CsvWriter(stream, ["a", "b c"])));

    [Fact]
    public async Task A_single_null_is_still_a_row()
    {
        var text = await WriteAsync(stream => new CsvWriter(stream, ["a"]), [null], ["x"]);

        Assert.Equal(["", "x"], (await TextFile.ReadAsync("a.csv", text)).Select(row => row["a"]));
    }

    [Fact]
    public async Task A_row_must_fit_its_columns()
    {
        await Assert.ThrowsAsync<ArgumentException>(() => WriteAsync(stream => new JsonLinesWriter(stream, ["a"]), ["x", "y"]));
        await Assert.ThrowsAsync<ArgumentException>(() => WriteAsync(stream => new CsvWriter(stream, ["a"]), [new object()]));
        Assert.Equal("Two columns are called 'a'; give each its own name.", Assert.Throws<DemurException>(() => new CsvWriter(Stream.Null, ["a", "a"])).Message);
    }

    private static async Task<string> WriteAsync(Func<Stream, IRowWriter> create, params object?[][] rows)
    {
        using var stream = new MemoryStream();
        await using (var writer = create(stream))
        {
            foreach (var row in rows)
            {
                await writer.WriteAsync(row, TestContext.Current.CancellationToken);
            }
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
