using Demur.Learning;
using Demur.Learning.Linear;
using Demur.Learning.SelfTraining;
using Demur.Learning.Sparse;
using Demur.Learning.Text;

namespace Demur.Tests.Learning.SelfTraining;

/// <summary>Self-training as the bootstrapper of refusal labels: 60 answers labelled by hand, 1,134 raw ones; the stored test part only tests.</summary>
public sealed class RefusalBootstrapTests
{
    private const int HandLabels = 60;

    [Fact]
    public void Machine_labels_in_the_hand_labels_proportions_help_and_a_fixed_threshold_hurts()
    {
        var rows = RefusalData.Require();
        var train = rows.Where(row => row.Part == "train").ToList();
        var test = rows.Where(row => row.Part == "test").ToList();
        var features = new TfidfVectorizer(new TfidfOptions { MaxNgram = 1 }).Fit(train.Select(row => row.Response), TestContext.Current.CancellationToken);
        var (known, unseen) = (features.TransformAll([.. train.Select(row => row.Response)]), features.TransformAll([.. test.Select(row => row.Response)]));
        var truth = train.Select(row => row.IsRefusal ? 1 : 0).ToArray();
        var (supervised, balanced, fixedly) = (0, 0, 0);
        for (var draw = 1; draw <= 3; draw++)
        {
            var order = Enumerable.Range(0, train.Count).ToArray();
            new SplitMix(draw, HandLabels).Shuffle<int>(order);
            var labelled = new ExampleSet(known.Select(order[..HandLabels]), [.. order[..HandLabels].Select(row => truth[row])], ["compliance", "refusal"]);
            var pool = new UnlabelledPool(known.Select(order[HandLabels..]));
            var help = Train(new ClassBalancedTop(), labelled, pool, draw);

            supervised += Right(help.Supervised, unseen, test);
            balanced += Right(help.Model, unseen, test);
            fixedly += Right(Train(new FixedThreshold(0.7), labelled, pool, draw).Model, unseen, test);
        }

        Assert.True(balanced > supervised, $"balanced {balanced}, supervised {supervised} of {3 * test.Count}");
        Assert.True(fixedly < balanced, $"fixed {fixedly}, balanced {balanced} of {3 * test.Count}");
    }

    private static SelfTrainingResult Train(IPseudoLabelPolicy policy, ExampleSet labelled, UnlabelledPool pool, int seed) =>
        new SelfTrainer(new OneVersusRest(new LogisticRegression()), policy).Fit(labelled, pool, seed, cancellationToken: TestContext.Current.CancellationToken);

    private static int Right(IModel model, SparseMatrix rows, List<RefusalData> truth)
    {
        var probabilities = new double[2];
        return Enumerable.Range(0, truth.Count).Count(row =>
        {
            model.Predict(rows.Row(row), probabilities);
            return probabilities[1] > 0.5 == truth[row].IsRefusal;
        });
    }
}
