using Demur.Neural.Sentences.Import;
using Demur.Neural.Tests.Checkpoints;

namespace Demur.Neural.Tests.Sentences.Import;

public sealed class PackageHashTests
{
    // The SHA-512 of "abc" is the example of FIPS 180-2.
    private const string Stated = "sha512-3a81oZNherrMQXNJriBBMRLm+k6JqX6iCp7u5ktV05ohkpkqJ0/BqDa6PCOj/uu9RU1EI2Q86A4qmslPpUyknw==";

    [Fact]
    public async Task What_was_fetched_must_have_the_hash_that_was_stated()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("a.tgz", "abc");

        await PackageHash.CheckAsync("a@1", path, Stated, "the registry", TestContext.Current.CancellationToken);

        folder.Write("a.tgz", "abd");
        var error = await Assert.ThrowsAsync<DemurException>(() => PackageHash.CheckAsync("a@1", path, Stated, "the registry", TestContext.Current.CancellationToken));
        Assert.Equal(ErrorCode.CheckFailed, error.Code);
        Assert.StartsWith($"a@1: the registry states '{Stated}', and what was fetched has sha512-", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_hash_that_was_not_stated_is_matched_by_nothing()
    {
        using var folder = new TemporaryFolder();

        await Assert.ThrowsAsync<DemurException>(() => PackageHash.CheckAsync("a@1", folder.Write("a", "abc"), "", "the registry", TestContext.Current.CancellationToken));
    }
}
