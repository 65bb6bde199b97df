using BenchmarkDotNet.Attributes;
using Demur.Learning;
using Demur.Learning.Imbalance;
using Demur.Learning.Neighbours;
using Demur.Learning.Sparse;
using Demur.Learning.Ss3;
using Demur.Learning.Trees;

namespace Demur.Bench;

/// <summary>The inner loops of SMOTE, SS3 and forests: neighbours of 5,000 rows of 20 columns, SMOTE on 20,000 of them, one text of 1 KB, one tree.</summary>
[MemoryDiagnoser]
public class KernelBenchmarks
{
    private const int Columns = 20;
    private readonly Ss3Workspace _workspace = new();
    private readonly double[] _confidences = new double[2];
    private SparseMatrix _rows = null!;
    private ExampleSet _examples = null!;
    private Ss3Model _ss3 = null!;
    private string _text = "";

    [GlobalSetup]
    public void Setup()
    {
        _rows = Rows(5_000, 1);
        var labels = Enumerable.Range(0, 20_000).Select(row => row % 10 == 0 ? 1 : 0).ToArray();
        _examples = new ExampleSet(Rows(labels.Length, 2), labels, ["common", "rare"]);
        var texts = PipelineTexts.Make(1200, seed: 1);
        _ss3 = new Ss3Learner().Fit(texts, [.. texts.Select(text => text.StartsWith("sorry", StringComparison.Ordinal) ? "refusal" : "compliance")]);
        _text = PipelineTexts.Make(1, seed: 2)[0];
    }

    [Benchmark]
    public NeighbourTable Neighbours() => new NearestNeighbours(_rows).OfEach(5);

    [Benchmark]
    public ResampledSet Smote() => new Smote().Resample(_examples, 1);

    [Benchmark]
    public void Ss3Classify() => _ss3.Classify(_text, _confidences, _workspace);

    [Benchmark]
    public ClassForestModel OneTree() => ClassForest.SingleTree(minLeaf: 2).Fit(_examples);

    private static SparseMatrix Rows(int count, int seed)
    {
        var random = new SplitMix(seed);
        return SparseMatrix.FromDense([.. Enumerable.Range(0, count).Select(_ => Enumerable.Range(0, Columns).Select(_ => random.Unit()).ToArray())]);
    }
}
