using Demur.Audit.Labelling;
using Demur.Audit.Labelling.Training;
using Demur.Data;
using Demur.Testing;

namespace Demur.Tests.Audit.Labelling;

/// <summary>Transfer between the sources of data set 01 (arXiv 2306.03423): what 50 labelled answers of the other source are worth.</summary>
public sealed class RecalibrationTests
{
    private const int Draws = 20;
    private const int Answers = 50;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Fifty_answers_lift_the_transfer_by_a_tenth(bool toQuora)
    {
        var rows = await ReadAsync();
        var source = rows.Where(row => row.Source == "quora" != toQuora).ToList();
        var target = rows.Where(row => row.Source == "quora" == toQuora).ToList();
        var labeler = LinearResponseLabeler.Fit(source, cancellationToken: TestContext.Current.CancellationToken);
        var scored = target.Select(row => (LogOdds: labeler.LogOdds(row.Prompt, row.Response), row.IsRefusal)).ToList();
        var before = Accuracy(LogitCalibration.None, scored);

        var after = Enumerable.Range(1, Draws).Average(seed =>
        {
            var random = new Random(seed);
            var shuffled = scored.OrderBy(_ => random.Next()).ToList();
            var answers = shuffled[..Answers];
            return Accuracy(LogitCalibration.Fit([.. answers.Select(row => row.LogOdds)], [.. answers.Select(row => row.IsRefusal)]), shuffled[Answers..]);
        });

        Assert.True(after >= before + 0.10, $"{before:F3} to {after:F3}");
    }

    [Fact]
    public async Task Rules_in_the_opening_raise_the_ranking_of_the_transfer_to_Quora()
    {
        var rows = await ReadAsync();
        var labeler = LinearResponseLabeler.Fit([.. rows.Where(row => row.Source != "quora")], cancellationToken: TestContext.Current.CancellationToken);
        var target = rows.Where(row => row.Source == "quora").ToList();

        var plain = LabelingScore.Of(labeler, target, TestContext.Current.CancellationToken);
        var joined = LabelingScore.Of(labeler.WithRules(), target, TestContext.Current.CancellationToken);

        Assert.Equal(0.829, plain.Auroc, 2); // scikit-learn 1.2
        Assert.True(joined.Auroc > plain.Auroc, $"{plain.Auroc:F3} to {joined.Auroc:F3}");
    }

    private static double Accuracy(LogitCalibration calibration, List<(double LogOdds, bool IsRefusal)> rows) =>
        rows.Count(row => calibration.Probability(row.LogOdds) >= 0.5 == row.IsRefusal) / (double)rows.Count;

    private static async Task<List<LabelledResponse>> ReadAsync()
    {
        var folder = ResearchData.Require("01-predicting-prompt-refusal");
        var index = new List<(string Label, string Source)>();
        await foreach (var row in DataFile.ReadAsync(Path.Combine(folder, "index.csv")))
        {
            index.Add((row.FindString("label") ?? "", row.GetString("source")));
        }

        var rows = new List<LabelledResponse>();
        await foreach (var row in DataFile.ReadAsync(Path.Combine(folder, "all_hand_labeled.json")))
        {
            var (label, source) = index[(int)row.Row];
            if (label.Length > 0)
            {
                rows.Add(new LabelledResponse { Prompt = row.GetString("prompt"), Response = row.GetString("response"), IsRefusal = label == "rejected", Source = source });
            }
        }

        return rows;
    }
}
