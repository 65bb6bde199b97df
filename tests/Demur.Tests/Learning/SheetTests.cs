using Demur.Learning;
using Demur.Learning.Linear;
using Demur.Learning.Text;
using Demur.Learning.Trees;

namespace Demur.Tests.Learning;

/// <summary>The figures of arXiv 2306.03423 on its own data and stored split; the references were measured with scikit-learn 1.2.1.</summary>
public sealed class SheetTests
{
    [Fact]
    public void Logistic_regression_on_responses_has_the_papers_features_and_accuracy()
    {
        var rows = RefusalData.Require();
        var (train, test) = Parts(rows);

        var vocabulary = new TfidfVectorizer().Fit(train.Select(row => row.Response), TestContext.Current.CancellationToken);
        var classifier = Fit(vocabulary, train, row => row.Response);
        var workspace = new TextWorkspace();
        var correct = test.Count(row => classifier.Score(row.Response, workspace) > 0 == row.IsRefusal);

        Assert.Equal((1194, 256), (train.Count, test.Count));
        Assert.Equal(160_975, vocabulary.FeatureCount);
        Assert.InRange(correct, 230, 234); // the paper's own 232
    }

    [Fact]
    public void Logistic_regression_on_prompts_ranks_refusals_as_the_reference_does()
    {
        var rows = RefusalData.Require();
        var (train, test) = Parts(rows);

        var vocabulary = new TfidfVectorizer().Fit(train.Select(row => row.Prompt), TestContext.Current.CancellationToken);
        var classifier = Fit(vocabulary, train, row => row.Prompt);
        var workspace = new TextWorkspace();
        var scores = test.Select(row => classifier.Score(row.Prompt, workspace)).ToList();

        Assert.Equal(20_489, vocabulary.FeatureCount);
        Assert.Equal(0.807, Auroc(scores, [.. test.Select(row => row.IsRefusal)]), 0.005);
    }

    [Fact]
    public void A_random_forest_on_responses_reaches_the_papers_accuracy()
    {
        var rows = RefusalData.Require();
        var (train, test) = Parts(rows);
        var vocabulary = new TfidfVectorizer().Fit(train.Select(row => row.Response), TestContext.Current.CancellationToken);
        var features = vocabulary.TransformAll([.. train.Select(row => row.Response)], TestContext.Current.CancellationToken);
        var examples = new TrainingSet(features, [.. train.Select(row => row.IsRefusal)]);

        var forest = new RandomForest().Fit(examples, seed: 1, TestContext.Current.CancellationToken);
        var correct = test.Count(row => forest.Score(vocabulary.Transform(row.Response).Row) > 0 == row.IsRefusal);
        TestContext.Current.TestOutputHelper!.WriteLine($"{correct} of {test.Count}, {forest.Nodes.Length} nodes");

        Assert.True(correct >= 0.85 * test.Count, $"{correct} of {test.Count}");
    }

    private static (List<RefusalData> Train, List<RefusalData> Test) Parts(IReadOnlyList<RefusalData> rows) =>
        ([.. rows.Where(row => row.Part == "train")], [.. rows.Where(row => row.Part == "test")]);

    private static TextClassifier Fit(TfidfModel vocabulary, List<RefusalData> train, Func<RefusalData, string> text)
    {
        var features = vocabulary.TransformAll([.. train.Select(text)], TestContext.Current.CancellationToken);
        var examples = new TrainingSet(features, [.. train.Select(row => row.IsRefusal)]);
        var model = new LogisticRegression().Fit(examples, TestContext.Current.CancellationToken);
        Assert.True(model.Report!.Converged, model.Report.ToString());
        return new TextClassifier(vocabulary, model);
    }

    /// <summary>The share of pairs in the right order, ties half: the slow obvious definition.</summary>
    private static double Auroc(List<double> scores, bool[] labels) =>
        (from i in Enumerable.Range(0, labels.Length)
         where labels[i]
         from j in Enumerable.Range(0, labels.Length)
         where !labels[j]
         select scores[i] > scores[j] ? 1 : scores[i] < scores[j] ? 0 : 0.5).Average();
}
