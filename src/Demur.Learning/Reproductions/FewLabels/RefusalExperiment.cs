using Demur.Data;
using Demur.Learning.Linear;
using Demur.Learning.SelfTraining;
using Demur.Learning.SelfTraining.Internal;
using Demur.Learning.Text;
using Demur.Reproduction;

namespace Demur.Learning.Reproductions.FewLabels;

/// <summary>Claim 6b: the answers of paper 01 with few hand labels. The training part is labelled rows and pool, the stored test part only tests.</summary>
internal static class RefusalExperiment
{
    private const string Folder = "01-predicting-prompt-refusal";
    private const int HandLabels = 60;

    public static async Task MeasureAsync(ReproductionRun run, CancellationToken cancellationToken)
    {
        var texts = await ReadAsync(run.Data.Require($"{Folder}/all_hand_labeled.json"), cancellationToken).ConfigureAwait(false);
        var labels = await ReadAsync(run.Data.Require($"{Folder}/index.csv"), cancellationToken).ConfigureAwait(false);
        var rows = texts.Zip(labels).Where(pair => !string.IsNullOrEmpty(pair.Second.FindString("label"))).ToList();
        var (train, test) = (Part(rows, "train"), Part(rows, "test"));

        // The vocabulary may come from unlabelled text; it sees no label and no test row.
        var features = new TfidfVectorizer().Fit([.. train.Select(row => row.Text)], cancellationToken);
        var (trainSet, testSet) = (Encode(features, train), Encode(features, test));
        var learner = new OneVersusRest(new LogisticRegression());
        run.Measure("6b", [.. run.Seeds.Select(seed =>
        {
            var result = FewLabelSplit.Draw(trainSet, HandLabels, seed).Train(learner, new ClassBalancedTop(), seed, cancellationToken);
            return Predictions.Accuracy(result.Model, testSet) - Predictions.Accuracy(result.Supervised, testSet);
        })]);
    }

    private static List<(string Text, bool IsRefusal)> Part(List<(DataRow Text, DataRow Label)> rows, string part) =>
        [.. rows.Where(row => row.Label.GetString("split_seed0") == part).Select(row => (row.Text.GetString("response"), row.Label.GetString("label") == "rejected"))];

    private static ExampleSet Encode(TfidfModel features, List<(string Text, bool IsRefusal)> rows) =>
        new(features.TransformAll([.. rows.Select(row => row.Text)]), [.. rows.Select(row => row.IsRefusal ? 1 : 0)], ["compliance", "refusal"]);

    private static async Task<List<DataRow>> ReadAsync(string path, CancellationToken cancellationToken)
    {
        var rows = new List<DataRow>();
        await foreach (var row in DataFile.ReadAsync(path, cancellationToken: cancellationToken).ConfigureAwait(false))
        {
            rows.Add(row);
        }

        return rows;
    }
}
