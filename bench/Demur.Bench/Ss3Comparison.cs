using System.Diagnostics;
using System.Text.Json;
using Demur.Learning.Ss3;

namespace Demur.Bench;

/// <summary>Times SS3 here and in the authors' toolkit (peers/ss3.py) on the same texts in one run, in processor time, and prints the ratios.</summary>
internal static class Ss3Comparison
{
    /// <summary>The first argument that starts this comparison.</summary>
    public const string Name = "ss3";

    private const int Rounds = 15;
    private const double WarmSeconds = 3;

    public static int Run(IReadOnlyList<string> arguments)
    {
        if (arguments.Count == 0)
        {
            Console.Error.WriteLine("usage: ss3 TEXTS.jsonl [NGRAMS] [PYTHON]; each line has \"text\" and \"label\"");
            return 2;
        }

        var ngrams = arguments.Count > 1 ? int.Parse(arguments[1]) : 1;
        var (texts, labels) = Read(arguments[0]);
        var (train, classify, megabytes) = Measure(texts, labels, ngrams);
        using var peer = JsonDocument.Parse(RunPeer(arguments.Count > 2 ? arguments[2] : "python3", arguments[0], ngrams));
        double Theirs(string name) => peer.RootElement.GetProperty(name).GetDouble();
        Console.WriteLine($"{texts.Count} texts, n-grams of up to {ngrams} words, seconds of processor time (ours: best of {Rounds} rounds or more); pyss3 {peer.RootElement.GetProperty("version").GetString()}");
        Console.WriteLine($"training        {train,9:F4}  {Theirs("train_seconds"),9:F3}   {Theirs("train_seconds") / train,6:F1} x");
        Console.WriteLine($"classification  {classify,9:F4}  {Theirs("classify_seconds"),9:F3}   {Theirs("classify_seconds") / classify,6:F1} x");
        Console.WriteLine($"model, MB       {megabytes,9:F1}  {Theirs("grown_megabytes"),9:F1}");
        return 0;
    }

    private static (List<string> Texts, List<string> Labels) Read(string path)
    {
        var (texts, labels) = (new List<string>(), new List<string>());
        foreach (var line in File.ReadLines(path))
        {
            using var row = JsonDocument.Parse(line);
            texts.Add(row.RootElement.GetProperty("text").GetString()!);
            labels.Add(row.RootElement.GetProperty("label").GetString()!);
        }

        return (texts, labels);
    }

    private static (double Train, double Classify, double Megabytes) Measure(List<string> texts, List<string> labels, int ngrams)
    {
        var learner = new Ss3Learner(new Ss3Options { MaxNgram = ngrams });
        var (train, classify, megabytes) = (double.PositiveInfinity, double.PositiveInfinity, 0.0);
        var started = Stopwatch.GetTimestamp();

        // A small corpus takes milliseconds a round: the compiler's last stage would come after the last of fifteen.
        for (var round = 0; round < Rounds || Stopwatch.GetElapsedTime(started).TotalSeconds < WarmSeconds; round++)
        {
            var before = GC.GetTotalMemory(forceFullCollection: true);
            var start = CpuTime();
            var model = learner.Fit(texts, labels);
            train = Math.Min(train, (CpuTime() - start).TotalSeconds);
            megabytes = (GC.GetTotalMemory(forceFullCollection: true) - before) / 1e6;
            var workspace = new Ss3Workspace();
            var confidences = new double[model.Categories.Count];
            start = CpuTime();
            texts.ForEach(text => model.Classify(text, confidences, workspace));
            classify = Math.Min(classify, (CpuTime() - start).TotalSeconds);
        }

        return (train, classify, megabytes);
    }

    private static TimeSpan CpuTime()
    {
        using var process = Process.GetCurrentProcess();
        return process.TotalProcessorTime;
    }

    private static string RunPeer(string python, string data, int ngrams)
    {
        using var process = Process.Start(new ProcessStartInfo(python, [Path.Combine(AppContext.BaseDirectory, "peers", "ss3.py"), data, $"{ngrams}"]) { RedirectStandardOutput = true, UseShellExecute = false })
            ?? throw new InvalidOperationException($"'{python}' did not start.");
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"peers/ss3.py ended with {process.ExitCode}; its sentence is above.");
    }
}
