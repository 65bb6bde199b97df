using System.IO.Compression;
using Demur.Neural.Sentences.Import;
using Demur.Neural.Tests.Checkpoints;

namespace Demur.Neural.Tests.Sentences.Import;

public sealed class NuGetPackageTests
{
    [Fact]
    public void One_file_of_a_package_is_unpacked()
    {
        using var folder = new TemporaryFolder();
        var archive = Archive(folder, ("lib/a.dll", [1, 2, 3]), ("lib/b.dll", [4]));

        NuGetPackage.Extract(archive, "lib/a.dll", 3, folder["out"]);

        Assert.Equal([1, 2, 3], File.ReadAllBytes(folder["out"]));
    }

    // A megabyte of zeros takes a kilobyte in the archive.
    [Theory]
    [InlineData("lib/c.dll", "the package has no file lib/c.dll")]
    [InlineData("lib/zeros.dll", "the file is larger than 100000 bytes")]
    public void What_is_absent_or_too_large_is_refused(string name, string expected)
    {
        using var folder = new TemporaryFolder();
        var archive = Archive(folder, ("lib/zeros.dll", new byte[1_000_000]));

        var error = Assert.Throws<DemurException>(() => NuGetPackage.Extract(archive, name, 100_000, folder["out"]));

        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        Assert.True(!File.Exists(folder["out"]) || new FileInfo(folder["out"]).Length <= 100_000);
    }

    [Fact]
    public void A_damaged_archive_is_refused()
    {
        using var folder = new TemporaryFolder();
        var bytes = File.ReadAllBytes(Archive(folder, ("lib/a.dll", [1, 2, 3])));

        foreach (var content in new[] { "no archive"u8.ToArray(), bytes[..^30] })
        {
            var error = Assert.Throws<DemurException>(() => NuGetPackage.Extract(folder.Write("b.nupkg", content), "lib/a.dll", 10_000, folder["out"]));

            Assert.Contains("the archive is damaged", error.Message, StringComparison.Ordinal);
        }
    }

    internal static string Archive(TemporaryFolder folder, params (string Name, byte[] Content)[] files)
    {
        using var zip = ZipFile.Open(folder["a.nupkg"], ZipArchiveMode.Create);
        foreach (var (name, content) in files)
        {
            using var entry = zip.CreateEntry(name).Open();
            entry.Write(content);
        }

        return folder["a.nupkg"];
    }
}
