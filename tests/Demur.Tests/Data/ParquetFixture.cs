using Demur.Data;

namespace Demur.Tests.Data;

/// <summary>The Parquet files of other writers that lie beside the tests; Fixtures/README.md says what they hold.</summary>
internal static class ParquetFixture
{
    public static Task<byte[]> BytesAsync(string name) => File.ReadAllBytesAsync(Path.Combine(AppContext.BaseDirectory, "Data", "Fixtures", name), TestContext.Current.CancellationToken);

    public static async Task<List<DataRow>> ReadAsync(string name) => await TextFile.ReadAsync(name, await BytesAsync(name));

    /// <summary>Replaces bytes, wherever they stand.</summary>
    public static void Patch(byte[] file, byte[] from, byte[] to, int count)
    {
        var places = Enumerable.Range(0, file.Length).Where(at => file.AsSpan(at).StartsWith(from)).ToList();

        Assert.Equal(count, places.Count);
        places.ForEach(at => to.CopyTo(file, at));
    }
}
