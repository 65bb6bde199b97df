using System.Text;
using Demur.Data;

namespace Demur.Tests.Data;

public sealed class GzipTests
{
    private static readonly byte[] Lines = Encoding.UTF8.GetBytes(
        string.Join('\n', Enumerable.Range(0, 20_000).Select(i => $"{{\"n\":{i},\"t\":\"{i * 7919 % 104729}\"}}")));

    [Theory]
    [InlineData("a.jsonl.gz")]
    [InlineData("a.jsonl")]
    [InlineData("a")]
    public async Task Gzip_is_told_by_its_first_bytes_and_not_by_its_name(string name)
    {
        var report = new DataReadReport();

        var rows = await TextFile.ReadAsync(name, TextFile.Gzip(Lines), new DataFileOptions { Report = report });

        Assert.Equal(20_000, rows.Count);
        Assert.Equal("19999", rows[^1]["n"]);
        Assert.True(report.IsCompressed);
    }

    [Fact]
    public async Task A_name_that_promises_gzip_does_not_make_it_so()
    {
        var rows = await TextFile.ReadAsync("a.jsonl.gz", "{\"a\":1}");

        Assert.Equal("1", Assert.Single(rows)["a"]);
    }

    [Fact]
    public async Task An_archive_of_several_members_is_read_to_its_end()
    {
        var half = Array.IndexOf(Lines, (byte)'\n', Lines.Length / 2) + 1;
        byte[] archive = [.. TextFile.Gzip(Lines[..half]), .. TextFile.Gzip([]), .. TextFile.Gzip(Lines[half..])];

        Assert.Equal(20_000, (await TextFile.ReadAsync("a.jsonl", archive)).Count);
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(0.9999)]
    public async Task A_truncated_archive_is_an_error_and_not_a_short_file(double part)
    {
        var archive = TextFile.Gzip(Lines);

        var error = await TextFile.FailAsync("a.jsonl.gz", archive[..(int)(archive.Length * part)], new DataFileOptions { BrokenRows = BrokenRowPolicy.SkipAndCount });

        Assert.Contains("is cut short or followed by other bytes", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_cut_within_the_last_member_is_noticed()
    {
        byte[] archive = [.. TextFile.Gzip(Encoding.UTF8.GetBytes("{\"a\":100}\n")), .. TextFile.Gzip(Encoding.UTF8.GetBytes("{\"a\":2}\n"))];
        var second = TextFile.Gzip(Encoding.UTF8.GetBytes("{\"a\":2}\n")).Length;

        for (var cut = 1; cut < second; cut++)
        {
            var error = await Record.ExceptionAsync(() => TextFile.ReadAsync("a.jsonl", archive[..^cut]));
            Assert.True(error is DemurException { Code: ErrorCode.BadInput }, $"{cut} bytes cut off: {error}");
        }
    }

    [Fact]
    public async Task A_damaged_archive_is_named()
    {
        var archive = TextFile.Gzip(Lines);
        archive[archive.Length / 2] ^= 0x55;

        var error = await TextFile.FailAsync("a.jsonl.gz", archive);

        Assert.Equal(ErrorCode.BadInput, error.Code);
        Assert.StartsWith("a.jsonl.gz", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_archive_that_grows_out_of_proportion_is_refused()
    {
        var bomb = TextFile.Gzip(new byte[80 << 20]);

        var error = await TextFile.FailAsync("a.jsonl", bomb, new DataFileOptions { MaxRowBytes = 1 << 30 });

        Assert.Contains("grows more than 250 times", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Gzip_inside_gzip_is_refused()
    {
        var error = await TextFile.FailAsync("a.jsonl", TextFile.Gzip(TextFile.Gzip(Lines)));

        Assert.Equal("a.jsonl: holds gzip inside gzip; decompress it once and read the result.", error.Message);
    }
}
