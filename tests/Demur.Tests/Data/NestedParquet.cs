using System.Globalization;
using System.Text.Json.Nodes;
using Parquet;
using Parquet.Schema;

namespace Demur.Tests.Data;

/// <summary>Writes JSON objects as nested Parquet: takes them apart into the levels of Dremel, value by value.</summary>
internal static class NestedParquet
{
    public static JsonObject Parse(string json) => JsonNode.Parse(json)!.AsObject();

    /// <summary>Writes each group of rows as a row group.</summary>
    public static async Task<byte[]> WriteAsync(Field[] columns, params IReadOnlyList<JsonObject>[] groups)
    {
        var schema = new ParquetSchema(columns);
        using var stream = new MemoryStream();
        await using (var writer = await ParquetWriter.CreateAsync(schema, stream))
        {
            foreach (var rows in groups)
            {
                var leaves = schema.DataFields.ToDictionary(field => field, _ => new Leaf());
                foreach (var row in rows)
                {
                    Array.ForEach(columns, column => Shred(column, row[column.Name], repetition: 0, definition: 0, leaves));
                }

                using var group = writer.CreateRowGroup();
                foreach (var field in schema.DataFields)
                {
                    await WriteAsync(group, field, leaves[field]);
                }
            }
        }

        return stream.ToArray();
    }

    /// <summary>Writes text columns with levels as they are given, right or wrong.</summary>
    public static async Task<byte[]> WriteLevelsAsync(Field[] columns, params (DataField Field, string[] Values, int[] Definitions, int[] Repetitions)[] leaves)
    {
        using var stream = new MemoryStream();
        await using (var writer = await ParquetWriter.CreateAsync(new ParquetSchema(columns), stream))
        {
            using var group = writer.CreateRowGroup();
            foreach (var (field, values, definitions, repetitions) in leaves)
            {
                await WriteAsync(group, field, new Leaf([.. values], [.. definitions], [.. repetitions]));
            }
        }

        return stream.ToArray();
    }

    private static void Shred(Field field, JsonNode? value, int repetition, int definition, Dictionary<DataField, Leaf> leaves)
    {
        if (value is null)
        {
            ShredNothing(field, repetition, definition, leaves);
            return;
        }

        switch (field)
        {
            case DataField data:
                leaves[data].Add(value, data.MaxDefinitionLevel, repetition);
                break;
            case StructField members:
                foreach (var member in members.Fields)
                {
                    Shred(member, value[member.Name], repetition, definition + 1, leaves);
                }

                break;
            case ListField list:
                ShredItems(list, [.. value.AsArray()], list.MaxRepetitionLevel, (item, at) => Shred(list.Item, item, at, definition + 2, leaves));
                break;
            case MapField map:
                ShredItems(map, [.. value.AsObject()], map.MaxRepetitionLevel, (entry, at) =>
                {
                    Shred(map.Key, JsonValue.Create(entry.Key), at, definition + 2, leaves);
                    Shred(map.Value, entry.Value, at, definition + 2, leaves);
                });
                break;
        }

        void ShredItems<T>(Field of, T[] items, int further, Action<T, int> shred)
        {
            if (items.Length == 0)
            {
                ShredNothing(of, repetition, definition + 1, leaves);
            }

            for (var i = 0; i < items.Length; i++)
            {
                shred(items[i], i == 0 ? repetition : further);
            }
        }
    }

    private static void ShredNothing(Field field, int repetition, int definition, Dictionary<DataField, Leaf> leaves)
    {
        Field[] children = field switch
        {
            StructField members => [.. members.Fields],
            ListField list => [list.Item],
            MapField map => [map.Key, map.Value],
            _ => [],
        };
        if (field is DataField data)
        {
            leaves[data].Add(null, definition, repetition);
        }

        Array.ForEach(children, child => ShredNothing(child, repetition, definition, leaves));
    }

    private static Task WriteAsync(ParquetRowGroupWriter group, DataField field, Leaf leaf) => field.ClrType switch
    {
        var type when type == typeof(ReadOnlyMemory<char>) => WriteAsync(group, field, leaf, text => text.AsMemory()),
        var type when type == typeof(ReadOnlyMemory<byte>) => WriteAsync(group, field, leaf, text => (ReadOnlyMemory<byte>)Convert.FromBase64String(text)),
        var type when type == typeof(bool) => WriteAsync(group, field, leaf, bool.Parse),
        var type when type == typeof(long) => WriteAsync(group, field, leaf, text => long.Parse(text, CultureInfo.InvariantCulture)),
        var type when type == typeof(double) => WriteAsync(group, field, leaf, text => double.Parse(text, CultureInfo.InvariantCulture)),
        var type when type == typeof(float) => WriteAsync(group, field, leaf, text => float.Parse(text, CultureInfo.InvariantCulture)),
        var type when type == typeof(decimal) => WriteAsync(group, field, leaf, text => decimal.Parse(text, CultureInfo.InvariantCulture)),
        var type when type == typeof(Guid) => WriteAsync(group, field, leaf, Guid.Parse),
        var type when type == typeof(DateTime) => WriteAsync(group, field, leaf, text => DateTime.Parse(text, CultureInfo.InvariantCulture)),
        var type => throw new NotSupportedException(type.Name),
    };

    private static Task WriteAsync<T>(ParquetRowGroupWriter group, DataField field, Leaf leaf, Func<string, T> parse)
        where T : struct => group.WriteAllPartsAsync<T>(
            field,
            leaf.Values.Select(parse).ToArray(),
            field.MaxDefinitionLevel > 0 ? leaf.Definitions.ToArray() : null,
            field.MaxRepetitionLevel > 0 ? leaf.Repetitions.ToArray() : null,
            TestContext.Current.CancellationToken);

    private sealed record Leaf(List<string> Values, List<int> Definitions, List<int> Repetitions)
    {
        public Leaf()
            : this([], [], [])
        {
        }

        public void Add(JsonNode? value, int definition, int repetition)
        {
            if (value is not null)
            {
                Values.Add(value.ToString());
            }

            Definitions.Add(definition);
            Repetitions.Add(repetition);
        }
    }
}
