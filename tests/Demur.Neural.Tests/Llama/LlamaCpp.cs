using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Serialization;
using Demur.Testing;

namespace Demur.Neural.Tests.Llama;

/// <summary>llama.cpp through <c>tests/llama/evaluate.mjs</c>. Needs Node and <c>npm ci --ignore-scripts --omit=optional</c> in that folder.</summary>
internal static class LlamaCpp
{
    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    private static string Folder => Path.Combine(RepositoryRoot.Path, "tests", "llama");

    /// <summary>Skips the test visibly where llama.cpp cannot be run.</summary>
    public static void Require()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The packaged llama.cpp is for Linux on x64.");
        Assert.SkipUnless(
            Directory.Exists(Path.Combine(Folder, "node_modules", "@node-llama-cpp")),
            "llama.cpp is not installed: run `npm ci --ignore-scripts --omit=optional` in tests/llama.");
        Assert.SkipUnless((Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(folder => File.Exists(Path.Combine(folder, "node"))), "Node is not on this machine.");
    }

    /// <summary>Evaluates a request; see the script for its fields.</summary>
    public static async Task<LlamaReply> EvaluateAsync(LlamaRequest request)
    {
        var start = new ProcessStartInfo("node", "evaluate.mjs") { WorkingDirectory = Folder, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.StandardInput.WriteAsync(JsonSerializer.Serialize(request, Web));
        process.StandardInput.Close();
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, $"llama.cpp failed: {await error}");
        return JsonSerializer.Deserialize<LlamaReply>(await output, Web)!;
    }
}
