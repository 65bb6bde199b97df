using Demur.Neural.Sentences.Import;
using Demur.Neural.Tests.Checkpoints;

namespace Demur.Neural.Tests.Sentences.Import;

public sealed class ManifestResourceTests
{
    // More than one chunk of the copying, and no multiple of it.
    private static readonly byte[] Large = [.. Enumerable.Range(0, 200_001).Select(index => (byte)(index * 7))];

    [Fact]
    public void A_resource_is_copied_byte_for_byte()
    {
        using var folder = new TemporaryFolder();
        var assembly = folder.Write("a.dll", AssemblyBytes.Of(("other", [9]), ("large", Large), ("none", [])));

        ManifestResource.Extract(assembly, "large", Large.Length, folder["large"]);
        ManifestResource.Extract(assembly, "other", 1, folder["other"]);
        ManifestResource.Extract(assembly, "none", 1, folder["none"]);

        Assert.Equal(Large, File.ReadAllBytes(folder["large"]));
        Assert.Equal([9], File.ReadAllBytes(folder["other"]));
        Assert.Empty(File.ReadAllBytes(folder["none"]));
    }

    [Theory]
    [InlineData("absent", "the assembly carries no resource absent")]
    [InlineData("LARGE", "the assembly carries no resource LARGE")]
    [InlineData("elsewhere", "the assembly carries no resource elsewhere")]
    [InlineData("large", "it has 200001 bytes, and at most 100 were expected")]
    public void What_is_absent_or_too_large_is_refused(string name, string expected)
    {
        using var folder = new TemporaryFolder();
        var assembly = folder.Write("a.dll", AssemblyBytes.Of(("large", Large), ("elsewhere", null)));

        var error = Assert.Throws<DemurException>(() => ManifestResource.Extract(assembly, name, 100, folder["out"]));

        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(folder["out"]));
    }

    [Theory]
    [InlineData(int.MaxValue)]
    [InlineData(-1)]
    [InlineData(1_000)]
    public void A_length_that_the_file_does_not_have_is_refused(int length)
    {
        using var folder = new TemporaryFolder();
        var image = AssemblyBytes.Of(("a", [0xAB, 0xCD, 0xEF, 0xAB]));
        var content = image.AsSpan().IndexOf((ReadOnlySpan<byte>)[4, 0, 0, 0, 0xAB, 0xCD, 0xEF, 0xAB]);
        BitConverter.TryWriteBytes(image.AsSpan(content), length);

        var error = Assert.Throws<DemurException>(() => ManifestResource.Extract(folder.Write("a.dll", image), "a", int.MaxValue, folder["out"]));

        Assert.Contains($"its length is stated as {length}", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_no_assembly_is_refused()
    {
        using var folder = new TemporaryFolder();
        var image = AssemblyBytes.Of(("a", [1, 2, 3]));

        foreach (var content in new[] { Array.Empty<byte>(), "no assembly"u8.ToArray(), image[..200], image[..600] })
        {
            var error = Assert.Throws<DemurException>(() => ManifestResource.Extract(folder.Write("a.dll", content), "a", 10, folder["out"]));

            Assert.Contains("the file is no .NET assembly, or a damaged one", error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Damaged_assemblies_end_in_an_error_or_in_at_most_the_bytes_that_were_expected()
    {
        using var folder = new TemporaryFolder();
        var image = AssemblyBytes.Of(("a", [1, 2, 3]), ("b", [4]));
        var random = new Random(5);
        for (var round = 0; round < FuzzCases.Or(500); round++)
        {
            var damaged = image.ToArray();
            for (var count = random.Next(1, 5); count > 0; count--)
            {
                damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            }

            var path = folder.Write("a.dll", random.Next(4) == 0 ? damaged[..random.Next(damaged.Length)] : damaged);
            try
            {
                ManifestResource.Extract(path, "a", 64, folder["out"]);
                Assert.True(new FileInfo(folder["out"]).Length <= 64, $"round {round}");
            }
            catch (DemurException error)
            {
                Assert.StartsWith(path, error.Message, StringComparison.Ordinal);
            }
        }
    }
}
