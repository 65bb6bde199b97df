using System.Diagnostics;
using Demur.Neural.Sentences.Import;

namespace Demur.Neural.Tests.Sentences.Import;

public sealed class PackageClientTests
{
    [Fact]
    public async Task A_client_that_is_not_there_is_an_error_that_says_what_to_install()
    {
        var error = await Assert.ThrowsAsync<DemurException>(() => Run("demur-no-such-client", ["a", "b"], TestContext.Current.CancellationToken));

        Assert.Equal(ErrorCode.Missing, error.Code);
        Assert.Equal("install it", error.Message);
    }

    [Fact]
    public async Task A_client_that_fails_is_quoted()
    {
        Assert.SkipUnless(!OperatingSystem.IsWindows(), "The stand-in for a client is a shell script.");

        var error = await Assert.ThrowsAsync<DemurException>(() => Run("sh", ["-c", "echo working; echo no such package >&2; exit 3"], TestContext.Current.CancellationToken));

        Assert.Equal(ErrorCode.Network, error.Code);
        Assert.EndsWith("failed: no such package", error.Message, StringComparison.Ordinal);
        Assert.Equal("done\n", await Run("sh", ["-c", "echo done; echo beside >&2"], TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_client_ends_when_the_import_is_stopped()
    {
        Assert.SkipUnless(!OperatingSystem.IsWindows(), "The stand-in for a client is a shell script.");
        using var stop = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
        var watch = Stopwatch.StartNew();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Run("sh", ["-c", "sleep 100"], stop.Token));

        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(50), $"{watch.Elapsed}");
    }

    // What `dotnet package download` writes where there is no network, to standard output.
    [Fact]
    public void The_reason_is_what_the_client_says_first_without_its_stack()
    {
        const string Output = """
            error: Unable to load the service index for source https://packages.example/index.json.
            error:  ---> Connection refused
            error:    at System.Net.Sockets.Socket.ThrowException(SocketError error)
            error:    at System.Net.Http.HttpConnectionPool.ConnectAsync()

            """;

        Assert.Equal("error: Unable to load the service index for source https://packages.example/index.json. error:  ---> Connection refused", PackageClient.Reason("", Output));
        Assert.Equal("a b c d", PackageClient.Reason("a\n\n b\nc\nd\ne\n", Output));
    }

    private static Task<string> Run(string program, string[] arguments, CancellationToken cancellationToken) =>
        PackageClient.RunAsync(program, arguments, Path.GetTempPath(), "install it", cancellationToken);
}
