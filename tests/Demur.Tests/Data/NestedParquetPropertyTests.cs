using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using CsCheck;
using Parquet.Schema;

namespace Demur.Tests.Data;

public sealed class NestedParquetPropertyTests
{
    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly string[] Texts = ["", "a", "null", "\"q\"\n", "é😀", "{\"a\":1}", "[", "0"];

    [Fact]
    public async Task Random_nested_rows_read_the_same_from_parquet_and_jsonl() => await Gen.Int.SampleAsync(
        async seed =>
        {
            var random = new Random(seed);
            Field[] columns = [.. Enumerable.Range(0, random.Next(1, 5)).Select(i => MakeField($"c{i}", depth: 0, random))];
            JsonObject[] rows = [.. Enumerable.Range(0, random.Next(0, 9)).Select(_ => MakeRow(columns, random))];
            var split = random.Next(0, rows.Length + 1);
            var lines = string.Concat(rows.Select(row => row.ToJsonString(Relaxed) + "\n"));

            var parquet = await TextFile.ReadAsync("t.parquet", await NestedParquet.WriteAsync(columns, rows[..split], rows[split..]));
            var json = await TextFile.ReadAsync("t.jsonl", lines);

            Assert.Equal(json.Count, parquet.Count);
            Assert.All(parquet.Zip(json), pair =>
            {
                Assert.Equal(pair.Second.Columns, pair.First.Columns);
                Assert.All(pair.Second.Columns, column => Assert.Equal(pair.Second[column], pair.First[column]));
            });
        },
        iter: 300,
        threads: 1);

    private static Field MakeField(string name, int depth, Random random) => random.Next(depth < 4 ? 8 : 4) switch
    {
        0 => new DataField<string>(name),
        1 => new DataField<long?>(name),
        2 => new DataField<double?>(name),
        3 => new DataField<bool?>(name),
        4 => new MapField(name, new DataField("key", typeof(string), isNullable: false), MakeField("value", depth + 1, random)),
        5 => new StructField(name, [.. Enumerable.Range(0, random.Next(1, 4)).Select(i => MakeField($"m{i}", depth + 1, random))]),
        _ => new ListField(name, MakeField("element", depth + 1, random)),
    };

    private static JsonObject MakeRow(IEnumerable<Field> fields, Random random)
    {
        var row = new JsonObject();
        foreach (var field in fields)
        {
            row[field.Name] = random.Next(5) == 0 ? null : MakeValue(field, random);
        }

        return row;
    }

    private static JsonNode? MakeValue(Field field, Random random) => field switch
    {
        DataField data when data.ClrType == typeof(long) => random.NextInt64(-5, 5) * random.NextInt64(long.MaxValue / 5),
        DataField data when data.ClrType == typeof(double) => Math.ScaleB(random.NextDouble() - 0.5, random.Next(-90, 90)),
        DataField data when data.ClrType == typeof(bool) => random.Next(2) == 0,
        DataField => Texts[random.Next(Texts.Length)],
        StructField members => MakeRow(members.Fields, random),
        ListField list => new JsonArray([.. Items(random).Select(_ => random.Next(5) == 0 ? null : MakeValue(list.Item, random))]),
        MapField map => new JsonObject(Items(random).Select(i => KeyValuePair.Create(Texts[i], random.Next(5) == 0 ? null : MakeValue(map.Value, random)))),
        _ => throw new NotSupportedException(field.ToString()),
    };

    private static IEnumerable<int> Items(Random random) => Enumerable.Range(0, random.Next(4));
}
