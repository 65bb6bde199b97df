using System.ComponentModel;
using System.Diagnostics;

namespace Demur.Neural.Sentences.Import;

/// <summary>Runs a registry's own client, so that the user's registry, proxy and credentials are those of every other package.</summary>
internal static class PackageClient
{
    private const int ShownLines = 4;

    /// <summary>Runs a client to its end.</summary>
    /// <param name="program">The client, looked for in <c>PATH</c>.</param>
    /// <param name="arguments">What it is told; the first two name the step in errors.</param>
    /// <param name="work">The folder that it works in.</param>
    /// <param name="absent">The error where it is not on this machine.</param>
    /// <param name="cancellationToken">Ends the client and whatever it started.</param>
    /// <returns>What it wrote to standard output.</returns>
    internal static async Task<string> RunAsync(string program, IReadOnlyList<string> arguments, string work, string absent, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = work, UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        try
        {
            using var process = Process.Start(start)!;
            var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
            var error = process.StandardError.ReadToEndAsync(cancellationToken);
            try
            {
                await process.WaitForExitAsync(cancellationToken).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                process.Kill(entireProcessTree: true);
                throw;
            }

            return process.ExitCode == 0
                ? await output.ConfigureAwait(false)
                : throw new DemurException(ErrorCode.Network, $"{Path.GetFileNameWithoutExtension(program)} {arguments[0]} {arguments[1]} failed: {Reason(await error.ConfigureAwait(false), await output.ConfigureAwait(false))}");
        }
        catch (Win32Exception error)
        {
            throw new DemurException(ErrorCode.Missing, absent, error);
        }
    }

    /// <summary>The first lines of what a client says about its failure, without the stack of its own code.</summary>
    internal static string Reason(string error, string output)
    {
        // NuGet writes its errors to standard output.
        var lines = (string.IsNullOrWhiteSpace(error) ? output : error).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return string.Join(' ', lines.Where(line => !line.Contains("   at ", StringComparison.Ordinal)).Take(ShownLines));
    }
}
