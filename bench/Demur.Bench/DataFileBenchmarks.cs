using System.Globalization;
using System.Text;
using System.Text.Json;
using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;
using CsvHelper;
using CsvHelper.Configuration;
using Demur.Data;
using CsvWriter = Demur.Data.CsvWriter;

namespace Demur.Bench;

/// <summary>Reading 20,000 rows of about 1 KB with <see cref="DataFile"/>, beside the parsers used by hand without checks, positions or policies.</summary>
[MemoryDiagnoser]
[ShortRunJob]
[GroupBenchmarksBy(BenchmarkLogicalGroupRule.ByCategory)]
[CategoriesColumn]
public class DataFileBenchmarks
{
    private const int RowCount = 20_000;

    private byte[] _lines = [];
    private byte[] _csv = [];

    [GlobalSetup]
    public async Task SetupAsync()
    {
        _lines = await WriteAsync(stream => new JsonLinesWriter(stream, ["id", "prompt", "response"])).ConfigureAwait(false);
        _csv = await WriteAsync(stream => new CsvWriter(stream, ["id", "prompt", "response"])).ConfigureAwait(false);
    }

    [Benchmark(Baseline = true)]
    [BenchmarkCategory("JSONL")]
    public async Task<long> JsonDocumentByHand()
    {
        long total = 0;
        using var reader = new StreamReader(new MemoryStream(_lines));
        while (await reader.ReadLineAsync().ConfigureAwait(false) is { } line)
        {
            using var json = JsonDocument.Parse(line);
            total += json.RootElement.GetProperty("prompt").GetString()!.Length + json.RootElement.GetProperty("response").GetString()!.Length;
        }

        return total;
    }

    [Benchmark]
    [BenchmarkCategory("JSONL")]
    public Task<long> DataFileJsonLines() => ReadAsync(_lines, "a.jsonl");

    [Benchmark(Baseline = true)]
    [BenchmarkCategory("CSV")]
    public async Task<long> CsvHelperBare()
    {
        long total = 0;
        using var reader = new CsvReader(new StreamReader(new MemoryStream(_csv)), new CsvConfiguration(CultureInfo.InvariantCulture));
        await reader.ReadAsync().ConfigureAwait(false);
        reader.ReadHeader();
        while (await reader.ReadAsync().ConfigureAwait(false))
        {
            total += reader.GetField("prompt")!.Length + reader.GetField("response")!.Length;
        }

        return total;
    }

    [Benchmark]
    [BenchmarkCategory("CSV")]
    public Task<long> DataFileCsv() => ReadAsync(_csv, "a.csv");

    private static async Task<long> ReadAsync(byte[] content, string name)
    {
        long total = 0;
        await foreach (var row in DataFile.ReadAsync(new MemoryStream(content), name).ConfigureAwait(false))
        {
            total += row.GetString("prompt").Length + row.GetString("response").Length;
        }

        return total;
    }

    private static async Task<byte[]> WriteAsync(Func<Stream, IRowWriter> create)
    {
        using var stream = new MemoryStream();
        var writer = create(stream);
        await using (writer.ConfigureAwait(false))
        {
            for (var i = 0; i < RowCount; i++)
            {
                var answer = new StringBuilder().Insert(0, $"Sentence {i % 97} says \"something\", plainly. ", 22).ToString();
                await writer.WriteAsync([(long)i, $"What is number {i}, and why?", answer], CancellationToken.None).ConfigureAwait(false);
            }
        }

        return stream.ToArray();
    }
}
