using System.Diagnostics;
using System.Text.Json;
using Demur.Audit.Labelling;
using Demur.Learning;
using Demur.Learning.Linear;
using Demur.Learning.Text;

namespace Demur.Bench;

/// <summary>Times the same pipeline on the same texts here and in scikit-learn (peers/sklearn_pipeline.py), one after the other in one run, and prints the ratio.</summary>
internal static class PeerComparison
{
    /// <summary>The first argument that starts this comparison; the second may name the Python with scikit-learn.</summary>
    public const string Name = "peer";

    private const int Rounds = 20;

    public static int Run(IReadOnlyList<string> arguments)
    {
        var python = arguments.Count > 0 ? arguments[0] : "python3";
        var folder = Directory.CreateTempSubdirectory("demur-peer");
        try
        {
            var train = RecordedTexts.Make(1200, seed: 1);
            List<string> test = [.. RecordedTexts.Make(2000, seed: 2).Select(row => row.Text)];
            var data = Path.Combine(folder.FullName, "texts.json");
            File.WriteAllText(data, JsonSerializer.Serialize(new { train = train.Select(row => row.Text), labels = train.Select(row => row.IsRefusal), test }));
            var (ours, sum) = Measure(train, test);
            using var peer = JsonDocument.Parse(RunPeer(python, data));
            var theirs = peer.RootElement.GetProperty("microseconds_per_text").GetDouble();
            var difference = Math.Abs(sum - peer.RootElement.GetProperty("sum_of_scores").GetDouble());
            Console.WriteLine($"Demur         {ours,8:F1} µs of processor time per 1 KB text");
            Console.WriteLine($"scikit-learn  {theirs,8:F1} µs of processor time per 1 KB text, in one batch ({peer.RootElement.GetProperty("version").GetString()})");
            Console.WriteLine($"ratio         {theirs / ours,8:F1}; the sums of all scores differ by {difference:G2}");
            foreach (var (name, labeler, rounds) in new (string, IResponseLabeler, int)[] { ("hybrid labeller", HybridResponseLabeler.Default, Rounds), ("cascade", CascadeResponseLabeler.Default, 1) })
            {
                var (alone, together) = MeasureLabeler(labeler, test, rounds);
                Console.WriteLine($"the {name} on the same texts: {alone:F1} µs of processor time on one core, {together:F1} µs of wall time on {Environment.ProcessorCount}");
                Console.WriteLine($"ratio         {theirs / alone,8:F2} on one core, {theirs / together:F2} on all");
            }

            return 0;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static (double MicrosecondsPerText, double Sum) Measure(IReadOnlyList<(string Text, bool IsRefusal)> train, List<string> test)
    {
        List<string> texts = [.. train.Select(row => row.Text)];
        var features = new TfidfVectorizer().Fit(texts);
        var examples = new TrainingSet(features.TransformAll(texts), [.. train.Select(row => row.IsRefusal)]);
        var classifier = new TextClassifier(features, new LogisticRegression().Fit(examples));
        var workspace = new TextWorkspace();
        var best = double.PositiveInfinity;
        var sum = 0.0;
        for (var round = 0; round < Rounds; round++)
        {
            var start = CpuTime();
            sum = test.Sum(text => classifier.Score(text, workspace));
            best = Math.Min(best, (CpuTime() - start).TotalMicroseconds / test.Count);
        }

        return (best, sum);
    }

    /// <summary>Whole decisions of a labeller: by processor time on one core, by wall time on all, the best of the rounds.</summary>
    private static (double Alone, double Together) MeasureLabeler(IResponseLabeler labeler, List<string> test, int rounds)
    {
        var (alone, together) = (double.PositiveInfinity, double.PositiveInfinity);
        for (var round = 0; round < rounds; round++)
        {
            var start = CpuTime();
            _ = test.Count(text => labeler.Decide("", text).IsRefusal);
            alone = Math.Min(alone, (CpuTime() - start).TotalMicroseconds / test.Count);
            var clock = Stopwatch.GetTimestamp();
            Parallel.For(0, test.Count, AllCores.Until(CancellationToken.None), i => labeler.Decide("", test[i]));
            together = Math.Min(together, Stopwatch.GetElapsedTime(clock).TotalMicroseconds / test.Count);
        }

        return (alone, together);
    }

    /// <summary>The process's own processor time: what other programs do meanwhile does not count, here or in the peer.</summary>
    private static TimeSpan CpuTime()
    {
        using var process = Process.GetCurrentProcess();
        return process.TotalProcessorTime;
    }

    private static string RunPeer(string python, string data)
    {
        var script = Path.Combine(AppContext.BaseDirectory, "peers", "sklearn_pipeline.py");
        using var process = Process.Start(new ProcessStartInfo(python, [script, data, $"{Rounds}"]) { RedirectStandardOutput = true, UseShellExecute = false })
            ?? throw new InvalidOperationException($"{python} did not start.");
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"{python} {script} ended with {process.ExitCode}; it needs scikit-learn.");
    }
}
