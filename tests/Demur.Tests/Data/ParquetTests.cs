using Demur.Data;
using Parquet;
using Parquet.Schema;

namespace Demur.Tests.Data;

public sealed class ParquetTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Flat_columns_read_as_text_with_nulls_over_several_row_groups()
    {
        var file = await WriteAsync(
            [new DataField<string>("prompt"), new DataField<double?>("score"), new DataField<bool>("flag"), new DataField<long>("n"), new DataField<DateTime>("at")],
            async (group, fields, part) =>
            {
                await group.WriteAsync(fields[0], (string?[])[$"a{part}", null]!);
                await group.WriteAsync<double>(fields[1], new double?[] { 0.5, null }.AsMemory());
                await group.WriteAsync<bool>(fields[2], new[] { true, false }.AsMemory());
                await group.WriteAsync<long>(fields[3], new[] { long.MaxValue, part }.AsMemory());
                await group.WriteAsync<DateTime>(fields[4], new[] { new DateTime(2024, 2, 3, 4, 5, 6, DateTimeKind.Utc), DateTime.UnixEpoch }.AsMemory());
            },
            groups: 2);

        var rows = await TextFile.ReadAsync("a.parquet", file);

        Assert.Equal(["a0", null, "a1", null], rows.Select(row => row["prompt"]));
        Assert.Equal([0.5, null, 0.5, null], rows.Select(row => row.FindDouble("score")));
        Assert.Equal(["true", "false", "true", "false"], rows.Select(row => row["flag"]));
        Assert.Equal("9223372036854775807", rows[0]["n"]);
        Assert.StartsWith("2024-02-03T04:05:06", rows[0]["at"], StringComparison.Ordinal);
        Assert.Equal([0L, 1L, 2L, 3L], rows.Select(row => row.Row));
        Assert.Null(rows[0].Line);
        Assert.Equal(
            "a.parquet, row 3: no column 'x'; found prompt, score, flag, n, at. Map it: --map x=NAME",
            Assert.Throws<DemurException>(() => rows[3]["x"]).Message);
    }

    [Theory]
    [InlineData("a.parquet")]
    [InlineData("a")]
    [InlineData("a.parquet.gz")]
    public async Task It_is_told_by_its_mark_and_read_through_gzip_and_pipes(string name)
    {
        var file = await OneColumnAsync("hello");

        var zipped = await TextFile.ReadAsync(name, TextFile.Gzip(file));
        var piped = await DataFile.ReadAsync("-", new DataFileOptions { StandardInput = () => new ForwardStream(file) }, Token).ToListAsync(Token);

        Assert.Equal("hello", Assert.Single(zipped)["prompt"]);
        Assert.Equal("hello", Assert.Single(piped)["prompt"]);
    }

    [Fact]
    public async Task Repeated_columns_are_lists()
    {
        var file = await WriteAsync([new DataField<string>("prompt"), new DataField<int[]>("ids")], async (group, fields, _) =>
        {
            await group.WriteAsync(fields[0], (string[])["p"]);
            await group.WriteAsync<int>(fields[1], new[] { 1, 2 }.AsMemory(), new[] { 0, 1 }.AsMemory());
        });

        var row = Assert.Single(await TextFile.ReadAsync("a.parquet", file));

        Assert.Equal(["prompt", "ids"], row.Columns);
        Assert.Equal("p", row["prompt"]);
        Assert.Equal("[1,2]", row["ids"]);
        Assert.Equal("2", row["ids.1"]);
    }

    [Theory]
    [InlineData("PAR1")]
    [InlineData("PAR1xxxxxxxxxxxxxxxxPAR1")]
    [InlineData("not parquet at all")]
    public async Task What_is_no_parquet_is_named(string content)
    {
        var error = await TextFile.FailAsync("a.parquet", content);

        Assert.StartsWith("a.parquet: not a Parquet file, or a damaged one: its footer cannot be read", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Row_groups_that_declare_too_much_are_refused_before_they_are_read()
    {
        var error = await TextFile.FailAsync("a.parquet", await OneColumnAsync(new string('x', 5000)), new DataFileOptions { MaxRowGroupBytes = 100 });

        Assert.Contains("row group 0 declares 1 rows", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Copies_of_piped_parquet_are_bounded()
    {
        var random = new byte[4000];
        new Random(1).NextBytes(random);
        var file = await OneColumnAsync(Convert.ToBase64String(random));

        var error = await TextFile.FailAsync("a.parquet", TextFile.Gzip(file), new DataFileOptions { MaxRowGroupBytes = 100 });

        Assert.Contains("holds more than 800 bytes of Parquet that must be copied", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Damaged_bytes_end_in_an_error_that_names_the_file()
    {
        var file = await OneColumnAsync(string.Concat(Enumerable.Repeat("some text ", 50)));
        for (var i = 4; i < file.Length; i += 3)
        {
            var damaged = (byte[])file.Clone();
            damaged[i] ^= 0xFF;

            var error = await Record.ExceptionAsync(() => TextFile.ReadAsync("a.parquet", damaged));

            Assert.True(error is null or DemurException, $"byte {i}: {error}");
        }
    }

    private static Task<byte[]> OneColumnAsync(params string?[] values) =>
        WriteAsync([new DataField<string>("prompt")], (group, fields, _) => group.WriteAsync(fields[0], values!));

    private static async Task<byte[]> WriteAsync(DataField[] fields, Func<ParquetRowGroupWriter, DataField[], int, Task> fill, int groups = 1)
    {
        using var stream = new MemoryStream();
        await using (var writer = await ParquetWriter.CreateAsync(new ParquetSchema(fields), stream, cancellationToken: Token))
        {
            for (var part = 0; part < groups; part++)
            {
                using var group = writer.CreateRowGroup();
                await fill(group, fields, part);
            }
        }

        return stream.ToArray();
    }
}
