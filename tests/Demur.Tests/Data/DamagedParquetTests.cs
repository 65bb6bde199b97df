using Demur.Data;
using Parquet.Schema;

namespace Demur.Tests.Data;

public sealed class DamagedParquetTests
{
    [Theory]
    [InlineData(new[] { 4, 4 }, new[] { 1, 0 }, "it starts in the middle of a row")]
    [InlineData(new[] { 4, 5 }, new[] { 0, 1 }, "it has a level that its schema rules out")]
    public async Task Damaged_levels_are_named_with_file_row_group_and_column(int[] definitions, int[] repetitions, string problem)
    {
        var file = await WriteMessagesAsync(([4], [0]), (definitions, repetitions));

        AssertDamaged(await TextFile.ReadAsync("a.parquet", file), problem);
    }

    [Fact]
    public async Task Columns_that_hold_more_or_less_than_is_declared_are_named_too()
    {
        // In the footer: a column of 2 entries (after its codec, Snappy), a row group of 2 rows (before its place in the file).
        await AssertDamagedAsync([0x15, 1 << 1, 0x16, 2 << 1], [0x15, 1 << 1, 0x16, 1 << 1], "Index was outside the bounds");
        await AssertDamagedAsync([0x16, 2 << 1, 0x36], [0x16, 3 << 1, 0x36], "it holds 2 rows of 3");

        static async Task AssertDamagedAsync(byte[] from, byte[] to, string problem)
        {
            var file = await WriteMessagesAsync(([4, 4], [0, 0]));
            ParquetFixture.Patch(file, from, to, count: 1);

            AssertDamaged(await TextFile.ReadAsync("a.parquet", file), problem);
        }
    }

    [Fact]
    public async Task Leaves_that_contradict_each_other_spoil_only_their_row()
    {
        var file = await WriteMessagesAsync(([4, 4, 4], [0, 1, 0]), ([4, 4, 4], [0, 0, 1]));

        var rows = await TextFile.ReadAsync("a.parquet", file);

        Assert.Equal(
            "a.parquet, row 0: column 'messages' cannot be read: its parts do not fit together, the file is damaged; write it again.",
            Assert.Throws<DemurException>(() => rows[0]["messages"]).Message);
        Assert.Throws<DemurException>(() => rows[1]["messages"]);
    }

    [Fact]
    public async Task Leaves_that_disagree_on_where_an_inner_list_ends_are_an_error_even_with_as_many_entries()
    {
        DataField[] members = [new DataField<string>("a"), new DataField<string>("b")];
        var file = await NestedParquet.WriteLevelsAsync(
            [new ListField("grid", new ListField("element", new StructField("element", members)))],
            (members[0], ["1", "2", "3"], [6, 6, 6], [0, 2, 1]),
            (members[1], ["1", "2", "3"], [6, 6, 6], [0, 1, 1]));

        var row = Assert.Single(await TextFile.ReadAsync("a.parquet", file));

        Assert.EndsWith("its parts do not fit together, the file is damaged; write it again.", Assert.Throws<DemurException>(() => row["grid"]).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1_000)]
    [InlineData(300_000)]
    public async Task A_schema_without_bottom_is_refused_before_it_overflows_the_stack(int depth)
    {
        // Thrift's compact protocol: the version, then the schema, each element with a name and one child; no rows, no row groups.
        byte[] group = [0x48, 1, (byte)'a', 0x15, 2, 0];
        byte[] footer = [0x15, 2, 0x19, 0xFC, .. Number(depth + 1), .. Enumerable.Repeat(group, depth).SelectMany(bytes => bytes), 0x15, 4, 0x38, 1, (byte)'x', 0, 0x16, 0, 0x19, 0x0C, 0];

        var error = await TextFile.FailAsync("a.parquet", [.. "PAR1"u8, .. footer, .. BitConverter.GetBytes(footer.Length), .. "PAR1"u8]);

        Assert.Equal("a.parquet: not a Parquet file, or a damaged one: its footer cannot be read (its columns are nested too deeply). Write it again.", error.Message);

        static IEnumerable<byte> Number(int value) => value < 0x80 ? [(byte)value] : [(byte)(value | 0x80), .. Number(value >> 7)];
    }

    [Theory]
    [InlineData("nested.duckdb.parquet")]
    [InlineData("lists.parquetjs.parquet")]
    public async Task Damaged_and_truncated_bytes_end_in_an_error_that_names_the_file(string name)
    {
        var file = await ParquetFixture.BytesAsync(name);
        for (var i = 4; i < file.Length; i += 3)
        {
            var damaged = (byte[])file.Clone();
            damaged[i] ^= 0xFF;

            await AssertReadOrNamedAsync(damaged);
            await AssertReadOrNamedAsync(file[..i]);
        }
    }

    private static async Task AssertReadOrNamedAsync(byte[] content)
    {
        var error = await Record.ExceptionAsync(async () =>
        {
            foreach (var row in await TextFile.ReadAsync("a.parquet", content))
            {
                Assert.All(row.Columns, column => Assert.True(Record.Exception(() => row[column]) is null or DemurException));
            }
        });

        Assert.True(error is null || (error is DemurException && error.Message.StartsWith("a.parquet", StringComparison.Ordinal)), error?.ToString());
    }

    /// <summary>Writes conversations whose members have the levels that are given, right or wrong.</summary>
    private static Task<byte[]> WriteMessagesAsync(params (int[] Definitions, int[] Repetitions)[] members)
    {
        DataField[] fields = [.. members.Select((_, i) => new DataField<string>($"member{i}"))];
        return NestedParquet.WriteLevelsAsync(
            [new ListField("messages", new StructField("element", fields))],
            [.. members.Select((member, i) => (fields[i], member.Definitions.Select(_ => "x").ToArray(), member.Definitions, member.Repetitions))]);
    }

    private static void AssertDamaged(List<DataRow> rows, string problem)
    {
        var error = Assert.Throws<DemurException>(() => rows[0]["messages"]);

        Assert.Equal(ErrorCode.BadInput, error.Code);
        Assert.StartsWith($"a.parquet, row 0: column 'messages' cannot be read in row group 0 ({problem}", error.Message, StringComparison.Ordinal);
        Assert.EndsWith("Write it again.", error.Message, StringComparison.Ordinal);
    }
}
