using System.Text;
using CsCheck;
using Demur.Data;

namespace Demur.Tests.Data;

public sealed class RoundTripTests
{
    // Lone surrogates are no text, and U+FFFF marks undecodable bytes; everything else may stand in a cell.
    private static readonly Gen<string> Cell = Gen.Frequency(
        (3, Gen.Char["abcé\"',;\t|\\{}[]= 0"].Array[0, 12].Select(chars => new string(chars))),
        (2, Any("", " ", "\n", "\r\n", "\r", "\"", "\"\"", ",", "a\"b", "\u0000", "\u2028", "😀", "=1+1", "null", "\uFEFFx", "{\"a\":1}")),
        (1, Gen.String.Select(text => new string([.. text.Where(c => !char.IsSurrogate(c) && c != '\uFFFF')]))));

    private static readonly Gen<string[][]> Table = Cell.Array[2].Array[0, 12];

    [Theory]
    [InlineData(DataFormat.JsonLines)]
    [InlineData(DataFormat.Json)]
    [InlineData(DataFormat.Csv)]
    [InlineData(DataFormat.Tsv)]
    [InlineData(DataFormat.Parquet)]
    public async Task What_was_written_is_read_also_through_gzip(DataFormat format) => await Table.SampleAsync(
        async table =>
        {
            var content = await WriteAsync(format, table);
            var plain = await TextFile.ReadAsync("t", content, new DataFileOptions { Format = format });
            var zipped = await TextFile.ReadAsync("t", TextFile.Gzip(content), new DataFileOptions { Format = format });

            Assert.Equal(table, plain.Select(row => new[] { row["prompt"]!, row["the response"]! }));
            Assert.Equal(table, zipped.Select(row => new[] { row["prompt"]!, row["the response"]! }));
        },
        iter: 60,
        threads: 1);

    [Theory]
    [InlineData(DataFormat.JsonLines, ".jsonl")]
    [InlineData(DataFormat.Json, ".json")]
    [InlineData(DataFormat.Csv, ".csv")]
    [InlineData(DataFormat.Tsv, ".tsv")]
    [InlineData(DataFormat.Parquet, ".parquet")]
    public async Task Every_format_gives_the_same_exchanges(DataFormat format, string extension)
    {
        string[][] table = [["Why is the sky blue?", "Scattering, mostly.\n\nIt is \"Rayleigh\" scattering."], ["Ünï, çode", "I can't; sorry — 😀"]];

        var exchanges = (await TextFile.ReadAsync("t" + extension, await WriteAsync(format, table), new DataFileOptions { Columns = ColumnMap.Parse(["response=the response"]) }))
            .ConvertAll(row => ExchangeReader.Map(row).Exchange);

        Assert.Equal(table, exchanges.Select(exchange => new[] { exchange.Prompt, exchange.Response }));
    }

    [Fact]
    public async Task A_files_line_ends_do_not_matter() => await Table.SampleAsync(
        async table =>
        {
            var unix = Encoding.UTF8.GetString(await WriteAsync(DataFormat.JsonLines, table));
            var first = await TextFile.ReadAsync("t.jsonl", unix);
            var second = await TextFile.ReadAsync("t.jsonl", unix.Replace("\n", "\r\n", StringComparison.Ordinal));

            Assert.Equal(first.Select(row => (row.Row, row.Line, row["prompt"])), second.Select(row => (row.Row, row.Line, row["prompt"])));
        },
        iter: 30,
        threads: 1);

    [Theory]
    [InlineData("a.jsonl")]
    [InlineData("a.json")]
    [InlineData("a.csv")]
    [InlineData("a.parquet")]
    [InlineData("a")]
    public async Task Any_bytes_give_rows_or_an_error_that_names_the_file(string name) => await Gen.Frequency(
        (1, Gen.Byte.Array[0, 200]),
        (2, Any("{\"a\":", "1}", "[", "]", ",", "\"", "\n", "\r", "é", "\u0000", "a,b", "PAR1", "{", "}", "\\u12").Array[0, 30].Select(parts => Encoding.UTF8.GetBytes(string.Concat(parts)))))
        .SampleAsync(
            async bytes =>
            {
                foreach (var content in (byte[][])[bytes, TextFile.Gzip(bytes)])
                {
                    var error = await Record.ExceptionAsync(() => TextFile.ReadAsync(name, content, new DataFileOptions { BrokenRows = BrokenRowPolicy.SkipAndCount }));

                    Assert.True(error is null || (error is DemurException && error.Message.StartsWith(name, StringComparison.Ordinal)), error?.ToString());
                }
            },
            iter: 60,
            threads: 1);

    [Theory]
    [InlineData(DataFormat.JsonLines)]
    [InlineData(DataFormat.Csv)]
    [InlineData(DataFormat.Json)]
    public async Task Small_reads_give_the_same_rows(DataFormat format)
    {
        string[][] table = [.. Enumerable.Range(0, 50).Select(i => new[] { $"prompt {i} é😀", new string('y', i * 3) + "\n\"q\"" })];
        var content = await WriteAsync(format, table);
        using var pipe = new ForwardStream(TextFile.Gzip(content));

        var rows = await DataFile.ReadAsync(pipe, "t", new DataFileOptions { Format = format }, TestContext.Current.CancellationToken)
            .ToListAsync(TestContext.Current.CancellationToken);

        Assert.Equal(table, rows.Select(row => new[] { row["prompt"]!, row["the response"]! }));
    }

    private static async Task<byte[]> WriteAsync(DataFormat format, string[][] table)
    {
        if (format == DataFormat.Parquet)
        {
            return await ParquetTable.WriteAsync(["prompt", "the response"], table);
        }

        using var stream = new MemoryStream();
        string[] columns = ["prompt", "the response"];
        IRowWriter writer = format switch
        {
            DataFormat.Csv => new CsvWriter(stream, columns),
            DataFormat.Tsv => new CsvWriter(stream, columns, new CsvWriterOptions { Delimiter = '\t' }),
            _ => new JsonLinesWriter(stream, columns),
        };
        await using (writer)
        {
            foreach (var row in table)
            {
                await writer.WriteAsync(row, TestContext.Current.CancellationToken);
            }
        }

        return format == DataFormat.Json ? Encoding.UTF8.GetBytes($"[{string.Join(",\n ", Lines(stream))}]\n") : stream.ToArray();
    }

    private static Gen<string> Any(params string[] texts) => Gen.Int[0, texts.Length - 1].Select(i => texts[i]);

    private static string[] Lines(MemoryStream stream) =>
        Encoding.UTF8.GetString(stream.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
