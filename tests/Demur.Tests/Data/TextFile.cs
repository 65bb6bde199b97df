using System.IO.Compression;
using System.Text;
using Demur.Data;

namespace Demur.Tests.Data;

/// <summary>Feeds text or bytes to <see cref="DataFile"/> as if they were a file.</summary>
internal static class TextFile
{
    public static Task<List<DataRow>> ReadAsync(string name, string content, DataFileOptions? options = null) =>
        ReadAsync(name, Encoding.UTF8.GetBytes(content), options);

    public static async Task<List<DataRow>> ReadAsync(string name, byte[] content, DataFileOptions? options = null)
    {
        using var stream = new MemoryStream(content, writable: false);
        return await DataFile.ReadAsync(stream, name, options, TestContext.Current.CancellationToken).ToListAsync(TestContext.Current.CancellationToken);
    }

    public static async Task<DemurException> FailAsync(string name, string content, DataFileOptions? options = null) =>
        await FailAsync(name, Encoding.UTF8.GetBytes(content), options);

    public static async Task<DemurException> FailAsync(string name, byte[] content, DataFileOptions? options = null) =>
        await Assert.ThrowsAsync<DemurException>(() => ReadAsync(name, content, options));

    public static byte[] Gzip(byte[] content)
    {
        using var packed = new MemoryStream();
        using (var zip = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            zip.Write(content);
        }

        return packed.ToArray();
    }
}
