using System.Diagnostics;
using System.Text.Json.Nodes;
using Demur.Neural;
using Demur.Neural.Hooks;
using Demur.Neural.Native;
using Demur.Neural.Training;
using Demur.Progress;
using TorchSharp;

namespace Demur.Bench;

/// <summary>
/// The small built-in model's shape on one thread: decoding alone and in batches of 32, the price of hooks, and a training step beside
/// PyTorch's (peers/decoder_training.py). Best of many steps, so that a busy machine tells the same.
/// </summary>
internal static class SmallModelSpeed
{
    /// <summary>The first argument that starts this measurement; the second names a Python with PyTorch, without which the peer is left out.</summary>
    public const string Name = "small-model";

    private const string Shape = """
        {"model_type":"llama","vocab_size":576,"hidden_size":128,"num_hidden_layers":6,"num_attention_heads":8,"num_key_value_heads":4,"intermediate_size":352,"max_position_embeddings":160,"tie_word_embeddings":true}
        """;

    private const int Rows = 32;
    private const int Columns = 40;

    public static int Run(IReadOnlyList<string> arguments)
    {
        TorchRuntime.EnsureLoaded();
        Measure(arguments);
        return 0;
    }

    // Apart, so that nothing touches TorchSharp before libtorch is loaded.
    private static void Measure(IReadOnlyList<string> arguments)
    {
        torch.set_num_threads(1);
        using var model = CausalLm.Create(ModelConfig.Parse(JsonNode.Parse(Shape)!.AsObject()), seed: 1);
        using (torch.no_grad())
        {
            foreach (var batch in new[] { 1, Rows })
            {
                var (typical, best) = Decode(model, batch);
                Console.WriteLine($"decoding, batch {batch,2}: {batch / typical,7:F0} tokens/s in the median step, {batch / best:F0} in the best");
            }

            Hooks(model);
        }

        var step = Training(model);
        Console.WriteLine($"training step of {Rows} x {Columns}: {step * 1e3:F1} ms, {Rows * Columns / step:F0} tokens/s");
        if (arguments.Count > 0)
        {
            Peer(arguments[0]);
        }
    }

    private static (double Typical, double Best) Decode(CausalLm model, int batch)
    {
        using var next = torch.zeros([batch, 1], dtype: torch.ScalarType.Int64);
        var times = new List<double>();

        // The first rounds are compiled while they run and do not count.
        for (var round = -5; round < 10; round++)
        {
            using var cache = new KvCache();
            for (var position = 0; position < 100; position++)
            {
                using var scope = torch.NewDisposeScope();
                var start = Stopwatch.GetTimestamp();
                var logits = model.Forward(next, new ForwardOptions { Cache = cache, Logits = LogitsAt.Last });
                next.copy_(logits.argmax(-1));
                if (round >= 0)
                {
                    times.Add(Stopwatch.GetElapsedTime(start).TotalSeconds);
                }
            }
        }

        times.Sort();
        return (times[times.Count / 2], times[0]);
    }

    private static void Hooks(CausalLm model)
    {
        using var ids = torch.zeros([8, 64], dtype: torch.ScalarType.Int64);
        var idle = model.Hooks.Plan(Rewrite.At("embed", (_, _) => null, Where.Decode));
        var (plain, hooked, captured) = (double.PositiveInfinity, double.PositiveInfinity, double.PositiveInfinity);
        for (var round = 0; round < 60; round++)
        {
            plain = Math.Min(plain, Time(() => model.Forward(ids).Dispose()));
            hooked = Math.Min(hooked, Time(() => model.Forward(ids, new ForwardOptions { Plan = idle }).Dispose()));
            captured = Math.Min(captured, Time(() =>
            {
                using var capture = Capture.At("blocks.*.resid_*");
                model.Forward(ids, new ForwardOptions { Plan = model.Hooks.Plan(capture) }).Dispose();
            }));
        }

        Console.WriteLine($"forward of 8 x 64: {plain * 1e3:F2} ms; hooks that wait for their phase {hooked / plain:F3} x, capture of all residuals {captured / plain:F3} x");
    }

    // The trainer's own step: forward, loss, backward, clipping and AdamW; the peer does not clip.
    private static double Training(CausalLm model)
    {
        var random = new SplitMix(1);
        var row = new TrainingSequence([.. Enumerable.Range(0, Columns).Select(_ => random.Below(model.Config.VocabularySize))], [.. Enumerable.Repeat(1f, Columns)]);
        var clock = new StepClock();
        new Trainer(new FullTraining(model.Parameters), new TrainerOptions { Steps = 20, BatchSize = Rows }).Run([.. Enumerable.Repeat(row, Rows)], LanguageModelLoss.CrossEntropy(model), clock);
        return clock.Best;
    }

    private static double Time(Action action)
    {
        var start = Stopwatch.GetTimestamp();
        action();
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private static void Peer(string python)
    {
        var start = new ProcessStartInfo(python, [Path.Combine(AppContext.BaseDirectory, "peers", "decoder_training.py")]) { UseShellExecute = false };
        start.Environment["OMP_NUM_THREADS"] = "1";
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{python} did not start.");
        process.WaitForExit();
    }

    private sealed class StepClock : IProgress<ProgressEvent>
    {
        private long _last = Stopwatch.GetTimestamp();

        public double Best { get; private set; } = double.PositiveInfinity;

        public void Report(ProgressEvent value)
        {
            Best = Math.Min(Best, Stopwatch.GetElapsedTime(_last).TotalSeconds);
            _last = Stopwatch.GetTimestamp();
        }
    }
}
