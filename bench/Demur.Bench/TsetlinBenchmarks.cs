using BenchmarkDotNet.Attributes;
using Demur.Learning.Tsetlin;
using Demur.Learning.Tsetlin.Internal;

namespace Demur.Bench;

/// <summary>The kernels of the Tsetlin Machine on one clause of 1,568 literals, as MNIST bits have, and an answer of 2,000 rules.</summary>
[MemoryDiagnoser]
public class TsetlinBenchmarks
{
    private const int Features = 784;
    private readonly BitRandom _random = new();
    private readonly Bernoulli _rate = Bernoulli.Of(0.1, 16);
    private readonly AlignedWords _draws = new(64);
    private readonly int[] _sums = new int[10];
    private ClauseBank _bank = null!;
    private LiteralRows _literals = null!;
    private BitMatrix _rows = null!;
    private TsetlinModel _model = null!;

    [GlobalSetup]
    public void Setup()
    {
        var random = new SplitMix(1);
        _random.Seed(random);
        _rows = BitMatrix.Create(256, Features, (row, column) => random.Below(5) == 0 || column % 10 == row % 10);
        _literals = new LiteralRows(_rows);
        _bank = new ClauseBank(1, 2 * Features, 8);
        _model = new CoalescedTsetlinMachine(new TsetlinOptions { Clauses = 2000, T = 1000, S = 10, Epochs = 2, Threads = 1 })
            .Fit(_rows, [.. Enumerable.Range(0, 256).Select(row => row % 10)]);
    }

    [Benchmark]
    public void TypeIaFeedback() => _bank.Recognise(0, ref _literals.Row(0), _random, _rate, boost: false, ref _draws.At(0));

    [Benchmark]
    public void TypeIbFeedback() => _bank.Forget(0, _random, _rate, ref _draws.At(0));

    [Benchmark]
    public void TypeIIFeedback() => _bank.Reject(0, ref _literals.Row(1));

    [Benchmark]
    public bool ClauseOutput() => _bank.Fires(0, ref _literals.Row(2));

    [Benchmark]
    public int AnswerOfOneRow()
    {
        _model.ClassSums(_rows.Row(3), _sums);
        return _sums[0];
    }

    [Benchmark(OperationsPerInvoke = 256)]
    public int AnswerInBatch() => _model.ClassSums(_rows)[0];
}
