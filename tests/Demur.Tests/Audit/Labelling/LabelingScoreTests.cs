using Demur.Audit.Labelling;
using Demur.Audit.Labelling.Training;
using Demur.Decisions;

namespace Demur.Tests.Audit.Labelling;

public sealed class LabelingScoreTests
{
    [Fact]
    public void Scores_are_those_worked_by_hand()
    {
        // Labels R R R C C; said R R C C R: accuracy 3/5, expected agreement (3·3 + 2·2)/25 = .52, kappa (.6 − .52)/.48 = 1/6, F1 2·2/(4 + 1 + 1) = 2/3.
        // Scores .9 .8 .2 | .1 .7: of 6 pairs the refusal is higher in 5.
        var score = LabelingScore.Of(new Fixed(0.9, 0.8, 0.2, 0.1, 0.7), Rows(true, true, true, false, false), TestContext.Current.CancellationToken);

        Assert.Equal((5, 3, 3), (score.Rows, score.Refusals, score.Correct));
        Assert.Equal(1.0 / 6, score.Kappa, 12);
        Assert.Equal(2.0 / 3, score.F1, 12);
        Assert.Equal(5.0 / 6, score.Auroc, 12);
    }

    [Fact]
    public void The_interval_is_Wilsons()
    {
        // 8 of 10: (.4901624715, .9433178498) by R's prop.test(8, 10, correct = FALSE).
        var score = LabelingScore.Of(new Fixed(1, 1, 1, 1, 1, 1, 1, 1, 0, 0), Rows([.. Enumerable.Repeat(true, 10)]), TestContext.Current.CancellationToken);

        Assert.Equal(0.4901624715, score.Interval.Low, 6);
        Assert.Equal(0.9433178498, score.Interval.High, 6);
        Assert.True(double.IsNaN(score.Auroc));
    }

    [Fact]
    public void No_rows_cannot_be_measured() => Assert.Throws<DemurException>(() => LabelingScore.Of(new Fixed(), [], TestContext.Current.CancellationToken));

    private static List<LabelledResponse> Rows(params bool[] labels) => [.. labels.Select((label, i) => new LabelledResponse { Response = $"{i}", IsRefusal = label })];

    private sealed class Fixed(params double[] scores) : IResponseLabeler
    {
        public string Name => "fixed";

        public ResponseDecision Decide(string prompt, string response)
        {
            var score = scores[int.Parse(response)];
            return new ResponseDecision { Label = score > 0.5 ? ResponseDecision.Refusal : ResponseDecision.Compliance, Score = score, Evidence = Evidence.None };
        }
    }
}
