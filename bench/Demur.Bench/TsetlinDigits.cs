using System.Diagnostics;
using System.Text.Json;
using Demur.Learning.Reproductions.TsetlinText;
using Demur.Learning.Tsetlin;
using Demur.Learning.Tsetlin.Internal;
using Demur.Reproduction;

namespace Demur.Bench;

/// <summary>
/// <c>tsetlin-mnist [EPOCHS]</c>: processor seconds an epoch and accuracy of both machines on MNIST bits (pixel > 75; 8,000 digits to learn from, 2,000 to test on), one thread:
/// 2,000 clauses a class, T 50, s 10, with boost and the other class drawn uniformly, as pyTsetlinMachine does; and 2,000 shared clauses, T 1,000, s 10, without boost and with
/// focused drawing, as green_tsetlin does. Then the time of one answer. The last line is JSON for peers/tsetlin.py.
/// </summary>
internal static class TsetlinDigits
{
    public const string Name = "tsetlin-mnist";

    private const int TrainRows = 8000;

    public static int Run(IReadOnlyList<string> arguments)
    {
        var epochs = arguments.Count > 0 ? int.Parse(arguments[0]) : 2;
        var (images, digits) = DigitExperiment.Load(new DataLocator(Environment.GetEnvironmentVariable, Environment.CurrentDirectory, AppContext.BaseDirectory));
        var train = images.SelectRows([.. Enumerable.Range(0, TrainRows)]);
        var test = images.SelectRows([.. Enumerable.Range(TrainRows, images.RowCount - TrainRows)]);
        var vanilla = new TsetlinMachine(new TsetlinOptions { Clauses = 2000, T = 50, S = 10, Threads = 1 }).Start(images.ColumnCount, 10);
        var coalesced = new CoalescedTsetlinMachine(new TsetlinOptions { Clauses = 2000, T = 1000, S = 10, Boost = false, FocusedNegativeSampling = true, Threads = 1 })
            .Start(images.ColumnCount, 10);
        Console.WriteLine(JsonSerializer.Serialize(new
        {
            vanilla = Measure("2,000 clauses a class", vanilla, train, test, digits, epochs),
            coalesced = Measure("2,000 shared clauses ", coalesced, train, test, digits, epochs),
        }));
        return 0;
    }

    private static double[] Measure(string name, TsetlinTrainer trainer, BitMatrix train, BitMatrix test, int[] digits, int epochs)
    {
        var seconds = new double[epochs];
        for (var epoch = 0; epoch < epochs; epoch++)
        {
            var start = CpuTime();
            trainer.PartialFit(train, digits[..TrainRows]);
            seconds[epoch] = (CpuTime() - start).TotalSeconds;
            var predicted = trainer.ToModel().Predict(test);
            var right = Enumerable.Range(0, predicted.Length).Count(row => predicted[row] == digits[TrainRows + row]);
            Console.WriteLine($"{name}  epoch {epoch + 1}: {seconds[epoch]:F2} processor seconds, {(double)right / predicted.Length:F4} right");
        }

        Answer(name, trainer, test);
        return seconds;
    }

    /// <summary>What one answer costs: by the automata in training, by the compiled rules one row at a time, and by the rules on whole batches.</summary>
    private static void Answer(string name, TsetlinTrainer trainer, BitMatrix rows)
    {
        var model = trainer.ToModel();
        var literals = new LiteralRows(rows);
        var sums = new int[model.ClassCount];
        var automata = PerRow(rows, () =>
        {
            for (var row = 0; row < rows.RowCount; row++)
            {
                foreach (var section in trainer.Sections)
                {
                    section.Vote(0..section.Blocks, ref literals.Row(row), sums);
                }
            }
        });
        var single = PerRow(rows, () =>
        {
            for (var row = 0; row < rows.RowCount; row++)
            {
                model.ClassSums(rows.Row(row), sums);
            }
        });
        var batch = PerRow(rows, () => model.ClassSums(rows));
        Console.WriteLine($"{name}  an answer: automata {automata:F1} µs, rules {single:F1} µs ({automata / single:F1} x), in batches {batch:F1} µs ({automata / batch:F1} x)");
    }

    private static double PerRow(BitMatrix rows, Action work)
    {
        var best = double.MaxValue;
        for (var round = 0; round < 5; round++)
        {
            var start = CpuTime();
            work();
            work();
            best = Math.Min(best, (CpuTime() - start).TotalMicroseconds / (2 * rows.RowCount));
        }

        return best;
    }

    private static TimeSpan CpuTime()
    {
        using var process = Process.GetCurrentProcess();
        return process.TotalProcessorTime;
    }
}
