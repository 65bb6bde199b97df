using Parquet;
using Parquet.Schema;

namespace Demur.Tests.Data;

/// <summary>Writes a table of texts as Parquet.</summary>
internal static class ParquetTable
{
    public static async Task<byte[]> WriteAsync(string[] columns, string[][] rows)
    {
        using var stream = new MemoryStream();
        var fields = Array.ConvertAll(columns, column => new DataField<string>(column));
        await using (var writer = await ParquetWriter.CreateAsync(new ParquetSchema(fields), stream))
        {
            using var group = writer.CreateRowGroup();
            for (var i = 0; i < fields.Length; i++)
            {
                await group.WriteAsync(fields[i], Array.ConvertAll(rows, row => row[i]));
            }
        }

        return stream.ToArray();
    }
}
