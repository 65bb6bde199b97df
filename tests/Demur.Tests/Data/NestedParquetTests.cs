using System.Text.Json;
using Demur.Data;
using Demur.Exchanges;
using Parquet.Schema;

namespace Demur.Tests.Data;

public sealed class NestedParquetTests
{
    [Theory]
    [InlineData("nested.duckdb")]
    [InlineData("playlists.rust")]
    [InlineData("albums.rust")]
    [InlineData("lists.parquetjs")]
    [InlineData("maps.parquetjs")]
    [InlineData("notes.parquetjs")]
    public async Task Files_of_other_writers_read_as_another_reader_reads_them(string name)
    {
        AssertSame(await ParquetFixture.ReadAsync(name + ".jsonl"), await ParquetFixture.ReadAsync(name + ".parquet"));
    }

    [Fact]
    public async Task Annotations_may_be_those_of_newer_writers_alone()
    {
        var file = await ParquetFixture.BytesAsync("playlists.rust.parquet");

        // A schema element's converted type, LIST (3) or MAP (1), before its logical type LIST or MAP: it becomes ENUM (4), which says nothing about a group.
        ParquetFixture.Patch(file, [0x15, 0x06, 0x4C, 0x3C, 0, 0], [0x15, 0x08, 0x4C, 0x3C, 0, 0], count: 7);
        ParquetFixture.Patch(file, [0x15, 0x02, 0x4C, 0x2C, 0, 0], [0x15, 0x08, 0x4C, 0x2C, 0, 0], count: 1);

        AssertSame(await ParquetFixture.ReadAsync("playlists.rust.jsonl"), await TextFile.ReadAsync("a.parquet", file));
    }

    [Theory]
    [InlineData("stops", """[{"city":"Ulm"},{"city":null}]""", null, "[]")]
    [InlineData("legs", """[{"city":"Bern"},{"city":null}]""", null, "[]")]
    [InlineData("hops", """[{"via":["a","b"]},{"via":[]},{"via":["c"]}]""", null, "[]")]
    [InlineData("crew", """[{"name":"Ana"},{"name":null}]""", "[]", """[{"name":""}]""")]
    [InlineData("seen", """[{"key":"Ulm"},{"key":"Rome"}]""", null, "[]")]
    [InlineData("roads", """[{"key":{"from":"Ulm","to":"Bern"},"value":220},{"key":{"from":"Bern","to":"Ulm"},"value":null}]""", null, "[]")]
    [InlineData("marks", """{"1":"good","-2":null}""", null, "{}")]
    public async Task Layouts_that_other_readers_simplify_or_refuse_keep_what_the_format_says(string column, params string?[] values)
    {
        var rows = await ParquetFixture.ReadAsync("tours.parquetjs.parquet");

        Assert.Equal(values, rows.Select(row => row[column]));
    }

    [Fact]
    public async Task Row_groups_are_read_one_after_the_other()
    {
        var rows = await ParquetFixture.ReadAsync("chats.duckdb.parquet");

        Assert.Equal(5000, rows.Count);
        Assert.All(rows, row =>
        {
            var turns = row.GetTurns("messages");
            Assert.Equal($"{row.Row}", row["id"]);
            Assert.Equal(Enumerable.Range(0, (int)(row.Row % 4)).Select(turn => new ChatTurn(turn % 2 == 0 ? ChatRole.User : ChatRole.Assistant, $"turn {turn} of {row.Row % 8}")), turns);
            Assert.Equal($"[{string.Join(',', Enumerable.Range(0, (int)(row.Row % 3)))}]", row["tags"]);
        });
    }

    [Fact]
    public async Task Paths_reach_into_lists_structs_and_maps()
    {
        var rows = await ParquetFixture.ReadAsync("nested.duckdb.parquet");

        Assert.Equal("Hi", rows[0]["messages.0.content"]);
        Assert.Equal("assistant", rows[0]["Messages.1.ROLE"]);
        Assert.Null(rows[0]["messages.1.content"]);
        Assert.Equal(0.5, rows[0].GetDouble("meta.score"));
        Assert.Equal("1", rows[0]["counts.k"]);
        Assert.True(rows[0].GetBoolean("tree.runs.0.at.deep.0.0.x"));
        Assert.False(rows[0].Has("messages.2"));
        Assert.False(rows[1].Has("meta.model"));
        Assert.True(rows[1].Has("meta"));
        Assert.StartsWith(
            "nested.duckdb.parquet, row 1: no column 'messages.0.content'; found id, messages, tags",
            Assert.Throws<DemurException>(() => rows[1]["messages.0.content"]).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Conversations_are_exchanges_as_they_are_in_jsonl()
    {
        var lines = """
            {"messages":[{"role":"system","content":"Be kind."},{"role":"user","content":"Hi"},{"role":"assistant","content":"Hello"}],"id":"a","tags":["x"],"lang":"en"}
            {"messages":[{"role":"user","content":"Say \"ü\"\n😀"},{"role":"assistant","content":""}],"id":"b","tags":[],"lang":null}
            """;
        Field[] schema =
        [
            new ListField("messages", new StructField("element", new DataField<string>("role"), new DataField<string>("content"))),
            new DataField<string>("id"),
            new ListField("tags", new DataField<string>("element")),
            new DataField<string>("lang"),
        ];
        var file = await NestedParquet.WriteAsync(schema, [.. lines.Split('\n').Select(NestedParquet.Parse)]);

        var parquet = (await TextFile.ReadAsync("a.parquet", file)).Select(ExchangeReader.Map);
        var json = (await TextFile.ReadAsync("a.jsonl", lines)).Select(ExchangeReader.Map);

        Assert.Equal(json.Select(Describe), parquet.Select(Describe));
    }

    [Fact]
    public async Task Values_inside_have_the_text_that_they_have_outside()
    {
        Field[] Fields() =>
        [
            new DataField<string>("text"), new DataField<long?>("long"), new DataField<double?>("double"), new DataField<float?>("float"), new DataField<bool?>("bool"),
            new DataField<DateTime?>("time"), new DecimalDataField("decimal", 9, 2, isNullable: true), new DataField<byte[]>("bytes"), new DataField<Guid?>("guid"),
        ];
        var values = """{"text":"1","long":-9223372036854775808,"double":1E-07,"float":0.1,"bool":true,"time":"2024-02-03T04:05:06","decimal":-1.50,"bytes":"AQI=","guid":"b8a5d9f2-8d0c-4b1e-9d3c-0a1b2c3d4e5f"}""";
        var nans = """{"text":null,"long":null,"double":"NaN","float":"-Infinity","bool":null,"time":null,"decimal":null,"bytes":null,"guid":null}""";
        var file = await NestedParquet.WriteAsync(
            [.. Fields(), new StructField("s", Fields())],
            [.. new[] { values, nans }.Select(json => NestedParquet.Parse($"{json[..^1]},\"s\":{json}}}"))]);

        var rows = await TextFile.ReadAsync("a.parquet", file);

        foreach (var row in rows)
        {
            Assert.All(Fields(), field => Assert.Equal(row[field.Name], row["s." + field.Name]));
        }

        Assert.Equal("AQI=", rows[0]["s.bytes"]);
        Assert.Equal("-1.50", rows[0]["s.decimal"]);
        Assert.Equal("""{"text":null,"long":null,"double":"NaN","float":"-Infinity","bool":null,"time":null,"decimal":null,"bytes":null,"guid":null}""", rows[1]["s"]);
    }

    [Fact]
    public async Task Lists_in_version_2_pages_are_refused_when_asked_for_and_leave_the_others_alone()
    {
        var rows = await ParquetFixture.ReadAsync("cities.hyparquet.parquet");

        Assert.Equal(["id", "place", "cities"], rows[0].Columns);
        Assert.Equal(["1", "2", "3"], rows.Select(row => row["id"]));
        Assert.Equal(["""{"name":"Ulm","at":{"lat":48.4,"lon":10}}""", """{"name":null,"at":null}""", null], rows.Select(row => row["place"]));
        var error = Assert.Throws<DemurException>(() => rows[0]["cities.0.name"]);
        Assert.Equal(ErrorCode.Column, error.Code);
        Assert.Equal(
            "cities.hyparquet.parquet, row 0: column 'cities' holds lists in version 2 data pages, which are not read. Write it with version 1 data pages (pyarrow: data_page_version='1.0'), or convert the file to JSONL.",
            error.Message);
    }

    [Fact]
    public async Task A_key_that_stands_twice_in_a_map_is_an_error_as_it_is_in_jsonl()
    {
        var map = new MapField("m", new DataField("key", typeof(string), isNullable: false), new DataField<string>("value"));
        var file = await NestedParquet.WriteLevelsAsync([map], ((DataField)map.Key, ["k", "k"], [2, 2], [0, 1]), ((DataField)map.Value, ["1", "2"], [3, 3], [0, 1]));

        var row = Assert.Single(await TextFile.ReadAsync("a.parquet", file));

        Assert.StartsWith("a.parquet, row 0: column 'm' cannot be read as JSON: Duplicate property", Assert.Throws<DemurException>(() => row["m"]).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_value_may_not_be_longer_than_a_row()
    {
        var texts = $"[{string.Join(',', Enumerable.Repeat($"\"{new string('x', 100)}\"", 50))}]";
        var file = await NestedParquet.WriteAsync([new ListField("t", new DataField<string>("element"))], [NestedParquet.Parse($"{{\"t\":{texts}}}")]);

        var row = Assert.Single(await TextFile.ReadAsync("a.parquet", file, new DataFileOptions { MaxRowBytes = 2048 }));

        Assert.Equal(
            "a.parquet, row 0: column 't' cannot be read: it is longer than 2048 bytes, the most that is read; split the row.",
            Assert.Throws<DemurException>(() => row["t"]).Message);
        Assert.Equal(texts, Assert.Single(await TextFile.ReadAsync("a.parquet", file))["t"]);
    }

    private static void AssertSame(List<DataRow> expected, List<DataRow> actual)
    {
        Assert.Equal(expected.Count, actual.Count);
        Assert.All(expected.Zip(actual), pair =>
        {
            Assert.Equal(pair.First.Columns, pair.Second.Columns);
            Assert.All(pair.First.Columns, column => AssertSame(pair.First[column], pair.Second[column]));
        });
    }

    private static void AssertSame(string? expected, string? actual)
    {
        if (expected == actual)
        {
            return;
        }

        // Another writer's text for the same number: 1.0, 1e300.
        Assert.NotNull(expected);
        Assert.NotNull(actual);
        Assert.True(JsonElement.DeepEquals(JsonElement.Parse(expected), JsonElement.Parse(actual)), $"{expected}\n{actual}");
    }

    private static string Describe(RecordedExchange exchange) => JsonSerializer.Serialize(new { exchange.Exchange, exchange.FinishReason, exchange.Error });
}
