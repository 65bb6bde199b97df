using System.Text;
using Demur.Data;

namespace Demur.Tests.Data;

[Collection(nameof(MeasuredAlone))]
public sealed class StreamingTests
{
    [Theory]
    [InlineData("a.jsonl", "", "{{\"n\":{0},\"text\":\"{1}\"}}\n")]
    [InlineData("a.json", "[", "{{\"n\":{0},\"text\":\"{1}\"}},\n")]
    [InlineData("a.csv", "n,text\n", "{0},\"{1}\"\n")]
    public async Task Rows_come_before_the_file_has_ended_and_memory_stays_bounded(string name, string start, string row)
    {
        // A file that never ends: rows arrive all the same, and nothing of what passed by is kept.
        using var endless = new EndlessStream(start, row);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var peak = 0L;
        var count = 0L;

        await foreach (var read in DataFile.ReadAsync(endless, name, cancellationToken: TestContext.Current.CancellationToken))
        {
            Assert.Equal(count++, read.GetDouble("n"));
            if (count % 5_000 == 0)
            {
                peak = Math.Max(peak, GC.GetTotalMemory(forceFullCollection: true) - before);
            }

            if (count == 20_000)
            {
                break;
            }
        }

        Assert.Equal(20_000, count);
        Assert.True(endless.Given > 20_000_000 && endless.Given < 21_000_000, $"{endless.Given} bytes were read for {count} rows");
        Assert.True(peak < 8_000_000, $"{peak} bytes were held");
    }

    [Theory]
    [InlineData("{\"prompt\":\"1\"}\n", "{\"prompt\":\"2\"}\n")]
    [InlineData("prompt,n\n1,1\n", "2,2\n")]
    public async Task A_slow_pipes_rows_are_not_held_back(string first, string second)
    {
        using var pipe = new SlowStream();
        pipe.Give(first);
        var rows = DataFile.ReadAsync(pipe, "standard input", cancellationToken: TestContext.Current.CancellationToken)
            .GetAsyncEnumerator(TestContext.Current.CancellationToken);

        Assert.True(await rows.MoveNextAsync());
        Assert.Equal("1", rows.Current["prompt"]);
        pipe.Give(second);
        pipe.End();
        Assert.True(await rows.MoveNextAsync());
        Assert.Equal("2", rows.Current["prompt"]);
        Assert.False(await rows.MoveNextAsync());
        await rows.DisposeAsync();
    }

    [Fact]
    public async Task Cancelling_ends_the_reading()
    {
        using var stop = new CancellationTokenSource();
        using var endless = new EndlessStream("n,text\n", "{0},{1}\n");

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var row in DataFile.ReadAsync(endless, "a.csv", cancellationToken: stop.Token))
            {
                if (row.Row == 10)
                {
                    await stop.CancelAsync();
                }
            }
        });
    }

    [Fact]
    public async Task A_file_that_is_not_there_and_a_folder_are_named()
    {
        Assert.Equal("There is no file nowhere/x.jsonl; check the path.", (await FailAsync("nowhere/x.jsonl")).Message);
        var folder = Path.GetTempPath();
        Assert.Equal($"{folder} is a folder; name a file in it.", (await FailAsync(folder)).Message);
        Assert.Equal("'-' stands for standard input, which is not at hand here; name a file.", (await FailAsync("-")).Message);
    }

    [Theory]
    [InlineData("{\"prompt\":\"p\"}\n{\"prompt\":\"q\"}\n", DataFormat.JsonLines)]
    [InlineData("{\"prompt\":\"p\"}", DataFormat.JsonLines)]
    [InlineData("[{\"prompt\":\"p\"}]", DataFormat.Json)]
    [InlineData("{\n\"rows\":[{\"prompt\":\"p\"}]}", DataFormat.Json)]
    [InlineData("prompt,response\np,r\n", DataFormat.Csv)]
    [InlineData("prompt\tresponse\np\tr\n", DataFormat.Tsv)]
    public async Task Standard_input_is_told_by_its_content(string content, DataFormat expected)
    {
        var report = new DataReadReport();
        var options = new DataFileOptions { StandardInput = () => new ForwardStream(Encoding.UTF8.GetBytes(content)), Report = report };

        var rows = await DataFile.ReadAsync("-", options, TestContext.Current.CancellationToken).ToListAsync(TestContext.Current.CancellationToken);

        Assert.Equal(expected, report.Format);
        Assert.Equal("p", rows[0]["prompt"]);
        Assert.Equal("standard input", rows[0].File);
    }

    private static async Task<DemurException> FailAsync(string path) => await Assert.ThrowsAsync<DemurException>(
        async () => await DataFile.ReadAsync(path, cancellationToken: TestContext.Current.CancellationToken).CountAsync(TestContext.Current.CancellationToken));
}
