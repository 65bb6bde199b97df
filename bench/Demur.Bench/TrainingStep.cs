using System.Diagnostics;
using System.Text.Json;
using Demur.Neural;
using Demur.Neural.Organisms;
using Demur.Neural.Training;
using Demur.Progress;

namespace Demur.Bench;

/// <summary>Times one training step of the organism's shapes here and in PyTorch (peers/training_step.py), one after the other in one run, and prints the ratio of processor times.</summary>
internal static class TrainingStep
{
    /// <summary>The first argument that starts this comparison; the second may name the Python with PyTorch.</summary>
    public const string Name = "training-step";

    private const int Batch = 32;
    private const int Length = 48;
    private const int Labels = 30;
    private const int Steps = 40;
    private const string SerialBlas = "/usr/lib/x86_64-linux-gnu/openblas-serial";

    public static int Run(IReadOnlyList<string> arguments)
    {
        var python = arguments.Count > 0 ? arguments[0] : "python3";
        foreach (var size in (OrganismSize[])[OrganismSize.Nano, OrganismSize.Micro])
        {
            var config = OrganismRecipe.For(size).Config(new OrganismVocabulary(OrganismWorld.Default));
            var ours = Measure(config);
            using var peer = JsonDocument.Parse(RunPeer(python, config));
            var theirs = peer.RootElement.GetProperty("milliseconds").GetDouble();
            Console.WriteLine($"{size}: Demur {ours:F1} ms, PyTorch {peer.RootElement.GetProperty("version").GetString()} {theirs:F1} ms of processor time a step of {Batch} x {Length} tokens; ratio {ours / theirs:F2}");
        }

        return 0;
    }

    private static double Measure(ModelConfig config)
    {
        using var model = CausalLm.Create(config, seed: 1);
        var random = new SplitMix(1);
        var rows = Enumerable.Range(0, Batch).Select(_ => new TrainingSequence(
            [.. Enumerable.Range(0, Length).Select(_ => random.Below(config.VocabularySize))],
            [.. Enumerable.Range(0, Length).Select(position => position >= Length - Labels ? 1f : 0f)])).ToArray();
        var clock = new StepClock();
        new Trainer(new FullTraining(model.Parameters), new TrainerOptions { Steps = Steps + 3, BatchSize = Batch, LearningRate = 1e-4 }).Run(rows, LanguageModelLoss.CrossEntropy(model), clock);
        return clock.Median(skip: 3);
    }

    private static string RunPeer(string python, ModelConfig config)
    {
        var shape = Path.GetTempFileName();
        try
        {
            File.WriteAllText(shape, JsonSerializer.Serialize(new
            {
                vocabulary = config.VocabularySize,
                width = config.Width,
                layers = config.Layers,
                heads = config.Heads,
                kv_heads = config.KeyValueHeads,
                head_width = config.HeadWidth,
                mlp = config.MlpWidth,
                batch = Batch,
                length = Length,
                labels = Labels,
                steps = Steps,
            }));
            var start = new ProcessStartInfo(python, [Path.Combine(AppContext.BaseDirectory, "peers", "training_step.py"), shape]) { RedirectStandardOutput = true };
            start.Environment["LD_LIBRARY_PATH"] = SerialBlas;
            start.Environment["OMP_NUM_THREADS"] = "1";
            using var process = Process.Start(start)!;
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0 ? output : throw new InvalidOperationException($"{python} ended with {process.ExitCode}.");
        }
        finally
        {
            File.Delete(shape);
        }
    }

    private sealed class StepClock : IProgress<ProgressEvent>
    {
        private readonly List<double> _milliseconds = [];
        private TimeSpan _last = Environment.CpuUsage.TotalTime;

        public void Report(ProgressEvent value)
        {
            var now = Environment.CpuUsage.TotalTime;
            _milliseconds.Add((now - _last).TotalMilliseconds);
            _last = now;
        }

        public double Median(int skip) => _milliseconds.Skip(skip).Order().ElementAt((_milliseconds.Count - skip) / 2);
    }
}
