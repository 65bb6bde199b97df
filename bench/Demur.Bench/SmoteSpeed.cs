using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.Json;
using Demur.Learning;
using Demur.Learning.Imbalance;
using Demur.Learning.Sparse;

namespace Demur.Bench;

/// <summary>SMOTE on the table that bench/peers/imbalance.py wrote; that script starts this and prints both times and their ratio.</summary>
internal static class SmoteSpeed
{
    /// <summary>The first argument that starts this measurement; then come the file of doubles, the number of columns (the last one is the class) and the rounds.</summary>
    public const string Name = "smote";

    public static int Run(IReadOnlyList<string> arguments)
    {
        var columns = int.Parse(arguments[1]);
        var examples = Load(arguments[0], columns);
        var (wall, processor, made) = (double.PositiveInfinity, double.PositiveInfinity, 0);
        for (var round = 0; round < int.Parse(arguments[2]); round++)
        {
            GC.Collect();
            using var process = Process.GetCurrentProcess();
            var before = process.TotalProcessorTime;
            var start = Stopwatch.GetTimestamp();
            made = new Smote().Resample(examples, round).SyntheticCount;
            wall = Math.Min(wall, Stopwatch.GetElapsedTime(start).TotalSeconds);
            process.Refresh();
            processor = Math.Min(processor, (process.TotalProcessorTime - before).TotalSeconds);
        }

        Console.WriteLine(JsonSerializer.Serialize(new { wall, processor, made }));
        return 0;
    }

    private static ExampleSet Load(string path, int columns)
    {
        var cells = MemoryMarshal.Cast<byte, double>(File.ReadAllBytes(path)).ToArray();
        var rows = Enumerable.Range(0, cells.Length / columns).ToList();
        return new ExampleSet(
            SparseMatrix.FromDense([.. rows.Select(row => cells.AsSpan(row * columns, columns - 1).ToArray())]),
            [.. rows.Select(row => (int)cells[((row + 1) * columns) - 1])],
            ["common", "rare"]);
    }
}
