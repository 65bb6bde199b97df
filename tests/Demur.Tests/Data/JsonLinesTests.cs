using System.Text;
using Demur.Data;
using Demur.Exchanges;

namespace Demur.Tests.Data;

public sealed class JsonLinesTests
{
    [Fact]
    public async Task Each_line_is_a_row_with_its_number_and_line()
    {
        var rows = await TextFile.ReadAsync("a.jsonl", "{\"prompt\":\"one\"}\r\n\n  \n{\"prompt\":\"two\"}");

        Assert.Equal(["one", "two"], rows.Select(row => row["prompt"]));
        Assert.Equal([(0L, (long?)1L), (1L, 4L)], rows.Select(row => (row.Row, row.Line)));
    }

    [Fact]
    public async Task A_missing_column_names_the_place_the_columns_and_the_way_out()
    {
        var rows = await TextFile.ReadAsync("a.jsonl", "{\"x\":1}\n{\"a\":1,\"b\":2,\"c\":3}");

        var error = Assert.Throws<DemurException>(() => rows[1]["prompt"]);

        Assert.Equal("a.jsonl:2: no column 'prompt'; found a, b, c. Map it: --map prompt=NAME", error.Message);
        Assert.Equal(ErrorCode.Column, error.Code);
    }

    [Fact]
    public async Task A_mapping_to_a_column_that_is_not_there_says_who_mapped_it()
    {
        var rows = await TextFile.ReadAsync("a.jsonl", "{\"a\":1}", new DataFileOptions { Columns = ColumnMap.Parse(["prompt=question"]) });

        var error = Assert.Throws<DemurException>(() => rows[0]["prompt"]);

        Assert.Equal(
            "a.jsonl:1: no column 'question'; found a. 'prompt' is mapped to it; map it to a column that is there: --map prompt=NAME",
            error.Message);
    }

    [Theory]
    [InlineData("response.choices.0.message.content", "hi")]
    [InlineData("Response.Choices.0.Message.CONTENT", "hi")]
    [InlineData("a.b", "flat")]
    [InlineData("text.inner", "7")]
    public async Task Dotted_paths_reach_into_nested_json_and_into_json_text(string path, string expected)
    {
        var rows = await TextFile.ReadAsync(
            "a.jsonl",
            """{"response":{"choices":[{"message":{"content":"hi"}}]},"a.b":"flat","a":{"b":"nested"},"text":"{\"inner\":7}"}""");

        Assert.Equal(expected, rows[0][path]);
    }

    [Theory]
    [InlineData("response.choices.1.message")]
    [InlineData("response.choices.x")]
    [InlineData("response.choices.-1")]
    [InlineData("response.")]
    [InlineData(".response")]
    [InlineData("number.x")]
    public async Task Paths_that_lead_nowhere_are_absent(string path)
    {
        var rows = await TextFile.ReadAsync("a.jsonl", """{"response":{"choices":[{}]},"number":5}""");

        Assert.Null(rows[0].FindString(path));
        Assert.False(rows[0].Has(path));
    }

    [Fact]
    public async Task Case_is_ignored_only_when_nothing_matches_exactly_and_never_guessed()
    {
        var rows = await TextFile.ReadAsync("a.jsonl", "{\"Prompt\":\"upper\"}\n{\"Prompt\":\"upper\",\"prompt\":\"lower\"}\n{\"Prompt\":1,\"PROMPT\":2}");

        Assert.Equal("upper", rows[0]["prompt"]);
        Assert.Equal("lower", rows[1]["prompt"]);
        var error = Assert.Throws<DemurException>(() => rows[2]["prompt"]);
        Assert.Equal("a.jsonl:3: column 'prompt' is ambiguous: 'Prompt', 'PROMPT'. Rename one of them in the file.", error.Message);
    }

    [Fact]
    public async Task Values_read_as_they_are_written()
    {
        var row = (await TextFile.ReadAsync("a.jsonl", """{"n":1.50,"t":true,"z":null,"s":" x ","o":{"k":[1, 2]},"flag":"Yes","num":"2e3"}"""))[0];

        Assert.Equal("1.50", row["n"]);
        Assert.Equal(1.5, row.GetDouble("n"));
        Assert.Equal("true", row["t"]);
        Assert.True(row.GetBoolean("t"));
        Assert.True(row.GetBoolean("flag"));
        Assert.Equal(2000, row.GetDouble("num"));
        Assert.Null(row["z"]);
        Assert.True(row.Has("z"));
        Assert.Null(row.FindDouble("z"));
        Assert.Equal(" x ", row["s"]);
        Assert.Equal("{\"k\":[1, 2]}", row["o"]);
        Assert.Equal("a.jsonl:1: column 'z': is null or empty; a value is needed.", Assert.Throws<DemurException>(() => row.GetString("z")).Message);
        Assert.Equal(
            "a.jsonl:1: column 's': 'x' is not a finite number; write it like 0.5 or 1e-3.",
            Assert.Throws<DemurException>(() => row.FindDouble("s")).Message);
    }

    [Theory]
    [InlineData("{\"a\":1}\n{\"a\":é}", "a.jsonl:2:6: not valid JSON: ")]
    [InlineData("{\"é\":1,}", "a.jsonl:1:8: not valid JSON: ")]
    [InlineData("{\"a\":1", "a.jsonl:1:7: not valid JSON: ")]
    [InlineData("[1]", "a.jsonl:1:1: expected a JSON object with named fields, found another value.")]
    [InlineData("{\"a\":1,\"a\":2}", "a.jsonl:1:")]
    public async Task A_broken_line_names_file_line_and_column(string content, string expected)
    {
        var error = await TextFile.FailAsync("a.jsonl", content);

        Assert.StartsWith(expected, error.Message, StringComparison.Ordinal);
        Assert.Equal(2, error.ExitCode);
    }

    [Fact]
    public async Task Broken_rows_are_skipped_and_counted_when_the_caller_says_so()
    {
        var report = new DataReadReport();
        var options = new DataFileOptions { BrokenRows = BrokenRowPolicy.SkipAndCount, Report = report };

        var rows = await TextFile.ReadAsync("a.jsonl", "{\"a\":1}\nnope\n{\"a\":3}\n{\"a\":", options);

        Assert.Equal([0L, 2L], rows.Select(row => row.Row));
        Assert.Equal((2, 2), (report.RowsRead, report.RowsSkipped));
        Assert.Equal([(1L, (long?)2L), (3L, 4L)], report.FirstErrors.Select(error => (error.Row, error.Line)));
        Assert.StartsWith("a.jsonl:2:", report.FirstErrors[0].Message, StringComparison.Ordinal);
        Assert.Equal(DataFormat.JsonLines, report.Format);
    }

    [Fact]
    public async Task A_row_that_the_caller_cannot_use_is_rejected_by_the_same_policy()
    {
        var report = new DataReadReport();
        var rows = await TextFile.ReadAsync("a.jsonl", "{\"a\":1}", new DataFileOptions { BrokenRows = BrokenRowPolicy.SkipAndCount, Report = report });

        rows[0].Reject(rows[0].Error("a", "is odd."));

        Assert.Equal((0, 1), (report.RowsRead, report.RowsSkipped));
        Assert.Equal("a.jsonl:1: column 'a': is odd.", report.FirstErrors[0].Message);
    }

    [Theory]
    [InlineData(new byte[] { (byte)'"', 0xE9, (byte)'"' }, "a.jsonl:1:7: byte 0xE9 is not UTF-8; save the file as UTF-8.")]
    [InlineData(new byte[] { (byte)'"', 0xC3, 0xA9, 0xFF, (byte)'"' }, "a.jsonl:1:8: byte 0xFF is not UTF-8; save the file as UTF-8.")]
    public async Task Bytes_that_are_no_text_are_named(byte[] value, string expected)
    {
        var error = await TextFile.FailAsync("a.jsonl", [.. "{\"a\":"u8, .. value, (byte)'}']);

        Assert.Equal(expected, error.Message);
    }

    [Fact]
    public async Task A_line_that_is_too_long_is_refused_or_passed_over()
    {
        var content = "{\"a\":1}\n{\"a\":\"" + new string('x', 500_000) + "\"}\n{\"a\":3}\n";
        var report = new DataReadReport();

        var rows = await TextFile.ReadAsync(
            "a.jsonl",
            content,
            new DataFileOptions { MaxRowBytes = 2000, BrokenRows = BrokenRowPolicy.SkipAndCount, Report = report });
        var error = await TextFile.FailAsync("a.jsonl", content, new DataFileOptions { MaxRowBytes = 2000 });

        Assert.Equal(["1", "3"], rows.Select(row => row["a"]));
        Assert.Equal([1L, 3L], rows.Select(row => row.Line));
        Assert.Equal("a.jsonl:2: the line is longer than 2000 bytes, the most that is read; split it.", error.Message);
    }

    [Fact]
    public async Task Long_lines_within_the_limit_survive_the_buffers_growth()
    {
        var texts = Enumerable.Range(0, 5).Select(i => new string((char)('a' + i), 150_000 * (i + 1))).ToList();

        var rows = await TextFile.ReadAsync("a.jsonl", string.Join('\n', texts.Select(text => $"{{\"a\":\"{text}\"}}")));

        Assert.Equal(texts, rows.Select(row => row["a"]));
    }

    [Theory]
    [InlineData("utf-8")]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    public async Task A_byte_order_mark_tells_the_encoding(string encoding)
    {
        var chosen = Encoding.GetEncoding(encoding);

        var rows = await TextFile.ReadAsync("a.jsonl", [.. chosen.GetPreamble(), .. chosen.GetBytes("{\"a\":\"é😀\"}\n{\"a\":\"z\"}")]);

        Assert.Equal(["é😀", "z"], rows.Select(row => row["a"]));
    }

    [Fact]
    public async Task Half_a_surrogate_in_utf16_is_named()
    {
        var error = await TextFile.FailAsync("a.jsonl", [.. Encoding.Unicode.GetBytes("{\"a\":\"x"), 0x00, 0xD8, .. Encoding.Unicode.GetBytes("\"}")]);

        Assert.StartsWith("a.jsonl:1:8:", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\uFEFF")]
    [InlineData("\n \r\n")]
    public async Task An_empty_file_has_no_rows(string content)
    {
        Assert.Empty(await TextFile.ReadAsync("a.jsonl", content));
        Assert.Empty(await TextFile.ReadAsync("a.json", content));
        Assert.Empty(await TextFile.ReadAsync("a.csv", content));
        Assert.Empty(await TextFile.ReadAsync("a", content));
    }

    [Fact]
    public async Task Turns_come_from_roles_and_contents_also_in_parts()
    {
        var row = (await TextFile.ReadAsync(
            "a.jsonl",
            """
            {"messages":[{"role":"developer","content":"Be kind."},{"role":"user","content":[{"type":"text","text":"Look:"},{"type":"image_url"}]},{"role":"assistant","content":null,"refusal":"No."}],"other":"x"}
            """))[0];

        Assert.Equal(
            [new(ChatRole.System, "Be kind."), new(ChatRole.User, "Look:\n[image_url]"), new(ChatRole.Assistant, "No.")],
            row.GetTurns("messages"));
        Assert.Contains("is not a conversation", Assert.Throws<DemurException>(() => row.GetTurns("other")).Message, StringComparison.Ordinal);
    }
}
