using System.Text;
using Demur.Data;
using Demur.Learning.Tables;

namespace Demur.Tests.Learning.Tables;

/// <summary>Reads tables from CSV in the test itself.</summary>
internal static class TableText
{
    public static async Task<Table> ReadAsync(string csv, TableOptions? options = null, string name = "data.csv") =>
        await new TableReader(options).ReadAsync(Rows(csv, name), name, TestContext.Current.CancellationToken);

    public static async Task<string> ErrorAsync(string csv, TableOptions? options = null, string name = "data.csv") =>
        (await Assert.ThrowsAsync<DemurException>(() => ReadAsync(csv, options, name))).Message;

    public static IAsyncEnumerable<DataRow> Rows(string csv, string name = "data.csv") =>
        DataFile.ReadAsync(new MemoryStream(Encoding.UTF8.GetBytes(csv)), name, cancellationToken: TestContext.Current.CancellationToken);
}
