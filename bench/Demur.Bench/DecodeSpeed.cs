using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using Demur.Neural;
using Demur.Neural.Checkpoints.Gguf;
using Demur.Neural.Tokenization;
using TorchSharp;

namespace Demur.Bench;

/// <summary>
/// Greedy decoding of a random model of Qwen2.5-0.5B's shape in 32-bit numbers, here and in llama.cpp (tests/llama), on the same weights and threads, turn about in one run.
/// Decoding one text reads every weight once a token, so memory bandwidth bounds both.
/// </summary>
internal static class DecodeSpeed
{
    /// <summary>The first argument that starts this comparison; then the number of threads (2), of tokens (32) and of rounds (3).</summary>
    public const string Name = "decode-speed";

    private const string Shape = """
        {"model_type":"qwen2","vocab_size":151936,"hidden_size":896,"intermediate_size":4864,"num_hidden_layers":24,"num_attention_heads":14,"num_key_value_heads":2,
         "max_position_embeddings":32768,"rms_norm_eps":1e-6,"rope_theta":1000000.0,"tie_word_embeddings":true,"hidden_act":"silu"}
        """;

    private static readonly int[] Prompt = [.. Enumerable.Range(0, 16).Select(index => 1000 + (37 * index))];

    public static int Run(IReadOnlyList<string> arguments)
    {
        int Setting(int index, int fallback) => arguments.Count > index ? int.Parse(arguments[index]) : fallback;
        var (threads, tokenCount, rounds) = (Setting(0, 2), Setting(1, 32), Setting(2, 3));
        var folder = Directory.CreateTempSubdirectory("demur-decode");
        try
        {
            var file = Path.Combine(folder.FullName, "model.gguf");
            using var model = CausalLm.Create(ModelConfig.Parse(JsonNode.Parse(Shape)!.AsObject()), seed: 1);
            Export(model, file);
            torch.set_num_threads(threads);
            var (ours, theirs) = (new List<double>(), new List<double>());
            for (var round = 0; round < rounds; round++)
            {
                ours.Add(tokenCount / Decode(model, tokenCount));
                theirs.Add(DecodeThere(file, threads, tokenCount));
                Console.WriteLine($"round {round + 1}: Demur {ours[^1]:F2}, llama.cpp {theirs[^1]:F2} tokens/s");
            }

            Console.WriteLine($"medians of {rounds}, {threads} threads: Demur {Median(ours):F2}, llama.cpp {Median(theirs):F2} tokens/s, ratio {Median(ours) / Median(theirs):F2}");
            return 0;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static void Export(CausalLm model, string file)
    {
        using var tensors = model.AsTensorSource();
        var words = Enumerable.Range(0, model.Config.VocabularySize).Select(id => $"w{id}").ToArray();
        var tokenizer = new GgufTokenizer
        {
            Model = "gpt2", PreTokenizer = "gpt-2", Tokens = words, Types = [.. words.Select(_ => TokenType.Normal)], Merges = ["w 0"], AddBos = false,
        };
        GgufWriter.Write(file, tensors, model.Config.ToJson(), tokenizer);
    }

    private static double Decode(CausalLm model, int tokenCount)
    {
        using var scope = torch.NewDisposeScope();
        using var noGradient = torch.no_grad();
        using var cache = new KvCache();
        var next = Step(model, cache, Prompt);
        var start = Stopwatch.GetTimestamp();
        for (var token = 0; token < tokenCount; token++)
        {
            next = Step(model, cache, [next]);
        }

        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private static int Step(CausalLm model, KvCache cache, int[] ids)
    {
        using var scope = torch.NewDisposeScope();
        var input = torch.tensor(ids.Select(id => (long)id).ToArray()).unsqueeze(0);
        return (int)model.Forward(input, new ForwardOptions { Cache = cache, Logits = LogitsAt.Last }).argmax().item<long>();
    }

    private static double DecodeThere(string file, int threads, int tokenCount)
    {
        var script = new ProcessStartInfo("node", "evaluate.mjs") { WorkingDirectory = Path.Combine("tests", "llama"), UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true };
        using var process = Process.Start(script) ?? throw new InvalidOperationException("Node did not start.");
        process.StandardInput.Write(JsonSerializer.Serialize(new[] { new { model = file, prompts = new[] { Prompt }, generate = tokenCount, threads } }));
        process.StandardInput.Close();
        using var reply = JsonDocument.Parse(process.StandardOutput.ReadToEnd());
        return reply.RootElement[0].GetProperty("results")[0].GetProperty("tokensPerSecond").GetDouble();
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
