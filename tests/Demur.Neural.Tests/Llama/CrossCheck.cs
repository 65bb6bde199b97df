using System.Text.Json.Nodes;
using Demur.Neural.Checkpoints;
using Demur.Neural.Checkpoints.Gguf;
using Demur.Neural.Tests.Checkpoints;
using Demur.Neural.Tests.Checkpoints.Gguf;

namespace Demur.Neural.Tests.Llama;

/// <summary>Tiny random models of every kind, exported, and what llama.cpp makes of them; one process for all.</summary>
public sealed class CrossCheck : IAsyncLifetime
{
    public const int GreedyCount = 12;

    public static readonly string[] Kinds = [.. TinyModel.Families, "llama linear", "llama llama3", "qwen2 yarn", "deepseek normalised", "llama tied", "llama biased", "llama F16", "llama Q80"];

    private readonly TemporaryFolder _folder = new();
    private readonly Dictionary<string, LlamaReply> _replies = new(StringComparer.Ordinal);

    internal static int[][] Prompts { get; } = MakePrompts();

    public async ValueTask InitializeAsync()
    {
        if (!LlamaCpp.IsThere)
        {
            return;
        }

        foreach (var kind in Kinds)
        {
            var model = ModelOf(kind);
            var type = Enum.TryParse<TensorType>(kind.Split(' ')[^1], out var asked) ? asked : TensorType.F32;
            GgufWriter.Write(PathOf(kind), model.Tensors, model.Config, TinyModel.Tokenizer, new GgufOptions { Type = type });
        }

        var requests = Kinds.Select(kind => new LlamaRequest(PathOf(kind)) { Prompts = Prompts, Greedy = GreedyCount }).ToList();
        var replies = await LlamaCpp.EvaluateAsync(requests, CancellationToken.None);
        foreach (var (kind, reply) in Kinds.Zip(replies))
        {
            _replies.Add(kind, reply);
        }
    }

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    internal string PathOf(string kind) => _folder[kind + ".gguf"];

    internal LlamaReply ReplyTo(string kind) => _replies[kind];

    internal static TinyModel ModelOf(string kind)
    {
        // Gemma 3 has its first global layer in sixth place.
        var words = kind.Split(' ');
        var model = TinyModel.Of(words[0], layers: words[0] == "gemma3_text" ? 7 : 3, words.Contains("tied"), words.Contains("biased"));
        if (words[^1] == "normalised")
        {
            model.Config["norm_topk_prob"] = true;
        }

        model.Config["rope_scaling"] = words[^1] switch
        {
            "linear" => new JsonObject { ["rope_type"] = "linear", ["factor"] = 2.0 },
            "llama3" => new JsonObject { ["rope_type"] = "llama3", ["factor"] = 8.0, ["low_freq_factor"] = 1.0, ["high_freq_factor"] = 4.0, ["original_max_position_embeddings"] = 64 },
            "yarn" => new JsonObject { ["rope_type"] = "yarn", ["factor"] = 4.0, ["original_max_position_embeddings"] = 32 },
            _ => null,
        };
        return model;
    }

    private static int[][] MakePrompts()
    {
        var random = new Random(11);
        return [.. Enumerable.Range(0, 20).Select(index => Enumerable.Range(0, 1 + (2 * index)).Select(_ => random.Next(1, TinyModel.Vocabulary)).ToArray())];
    }
}
