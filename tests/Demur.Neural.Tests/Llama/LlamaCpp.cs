using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Serialization;
using Demur.Testing;

namespace Demur.Neural.Tests.Llama;

/// <summary>llama.cpp through <c>tests/llama/evaluate.mjs</c>. Needs Node and <c>npm install --no-package-lock --ignore-scripts --omit=optional</c> in that folder.</summary>
internal static class LlamaCpp
{
    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    private static string Folder => Path.Combine(RepositoryRoot.Path, "tests", "llama");

    /// <summary>Whether llama.cpp can be run here.</summary>
    public static bool IsThere => OperatingSystem.IsLinux()
        && Directory.Exists(Path.Combine(Folder, "node_modules", "@node-llama-cpp"))
        && (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(folder => File.Exists(Path.Combine(folder, "node")));

    /// <summary>Skips the test visibly where llama.cpp cannot be run.</summary>
    public static void Require() => Assert.SkipUnless(
        IsThere, "llama.cpp is not installed: on Linux, with Node on the path, run `npm install --no-package-lock --ignore-scripts --omit=optional` in tests/llama.");

    /// <summary>Evaluates a request; see the script for its fields.</summary>
    public static async Task<LlamaReply> EvaluateAsync(LlamaRequest request) => (await EvaluateAsync([request], TestContext.Current.CancellationToken))[0];

    /// <summary>Evaluates requests one after the other in one process; starting it takes longer than most requests.</summary>
    public static async Task<IReadOnlyList<LlamaReply>> EvaluateAsync(IReadOnlyList<LlamaRequest> requests, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo("node", "evaluate.mjs") { WorkingDirectory = Folder, UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
        var error = process.StandardError.ReadToEndAsync(cancellationToken);
        await process.StandardInput.WriteAsync(JsonSerializer.Serialize(requests, Web));
        process.StandardInput.Close();
        await process.WaitForExitAsync(cancellationToken);
        Assert.True(process.ExitCode == 0, $"llama.cpp failed: {await error}");
        return JsonSerializer.Deserialize<LlamaReply[]>(await output, Web)!;
    }
}
