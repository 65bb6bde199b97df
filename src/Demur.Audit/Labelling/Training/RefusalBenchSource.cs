using System.Runtime.CompilerServices;
using System.Text.Json;
using Demur.Data;

namespace Demur.Audit.Labelling.Training;

/// <summary>
/// Answers of 13 models of 2024 to 2026 to harmless and borderline questions of protein research (github.com/AppliedScientific/refusalbench, MIT); its dual-use
/// questions are left out, and so are answers that a provider withheld. Kept for measuring: learning from them helped nowhere.
/// </summary>
internal sealed class RefusalBenchSource : ICorpusSource
{
    private const string Withheld = "[CONTENT_FILTERED";

    private static readonly string[] Tiers = ["benign", "borderline"];

    /// <summary>The models, as their files are called.</summary>
    public static readonly string[] Models =
    [
        "amazon_nova_pro", "claude_opus_4_5", "claude_opus_4_6", "claude_opus_4_7", "claude_opus_4_8", "claude_sonnet_4_6", "deepseek_r1",
        "gemini_3_1_flash_lite", "gemini_3_1_pro_preview", "gpt_5_5", "grok_4_20", "kimi_k2_6", "llama_3_3_70b_instruct",
    ];

    /// <inheritdoc/>
    public string Name => "refusalbench";

    /// <inheritdoc/>
    public bool IsTrained => false;

    /// <inheritdoc/>
    public string Folder => Name;

    /// <inheritdoc/>
    public async IAsyncEnumerable<CorpusEntry> ReadAsync(string folder, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var prompts = await ReadPromptsAsync(folder, cancellationToken).ConfigureAwait(false);
        foreach (var model in Models)
        {
            var file = Path.Combine(folder, "results", "snapshots", "2026-05", "eval", $"{model}.csv");
            await foreach (var row in DataFile.ReadAsync(file, cancellationToken: cancellationToken).ConfigureAwait(false))
            {
                var response = row.FindString("response_text") ?? "";
                if (!response.StartsWith(Withheld, StringComparison.Ordinal) && prompts.TryGetValue(row.GetString("prompt_id"), out var prompt))
                {
                    yield return new CorpusEntry($"{model}:{row.GetString("prompt_id")}:{row.GetString("trial_idx")}", model, prompt, response);
                }
            }
        }
    }

    private static async Task<Dictionary<string, string>> ReadPromptsAsync(string folder, CancellationToken cancellationToken)
    {
        var prompts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var tier in Tiers)
        {
            foreach (var file in Directory.EnumerateFiles(Path.Combine(folder, "benchmark", "prompts", "v1.0", tier), "*.json"))
            {
                // One object a file, laid out over many lines: neither JSON lines nor an array.
                using var stream = File.OpenRead(file);
                using var document = await JsonDocument.ParseAsync(stream, cancellationToken: cancellationToken).ConfigureAwait(false);
                prompts[Path.GetFileNameWithoutExtension(file)] = document.RootElement.GetProperty("prompt").GetString() ?? "";
            }
        }

        return prompts;
    }
}
