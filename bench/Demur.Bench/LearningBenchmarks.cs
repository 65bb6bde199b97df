using BenchmarkDotNet.Attributes;
using Demur.Learning;
using Demur.Learning.Linear;
using Demur.Learning.Text;

namespace Demur.Bench;

/// <summary>TF-IDF and a linear score of one 1 KB text, as every labeller and predictor does it.</summary>
[MemoryDiagnoser]
public class LearningBenchmarks
{
    private readonly TextWorkspace _workspace = new();
    private TextClassifier _classifier = null!;
    private string _text = "";

    [GlobalSetup]
    public void Setup()
    {
        var texts = PipelineTexts.Make(1200, seed: 1);
        var features = new TfidfVectorizer().Fit(texts);
        var labels = texts.Select(text => text.StartsWith("sorry", StringComparison.Ordinal)).ToArray();
        _classifier = new TextClassifier(features, new LogisticRegression().Fit(new TrainingSet(features.TransformAll(texts), labels)));
        _text = PipelineTexts.Make(1, seed: 2)[0];
    }

    [Benchmark]
    public double TfidfAndLogisticScore() => _classifier.Score(_text, _workspace);
}
