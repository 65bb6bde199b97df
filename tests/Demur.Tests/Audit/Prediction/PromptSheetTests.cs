using Demur.Audit.Prediction;
using Demur.Learning.Splits;
using Demur.Metrics;
using Demur.Tests.Learning;

namespace Demur.Tests.Audit.Prediction;

/// <summary>The prompt figures of arXiv 2306.03423 on its own data.</summary>
public sealed class PromptSheetTests
{
    private static readonly PromptPredictorOptions Default = new();
    private static readonly PromptPredictorOptions Baseline = new() { Features = PromptFeatureSet.Words };

    [Fact]
    public void On_the_stored_split_the_papers_features_rank_as_the_sheet_says_and_the_predictor_not_worse_than_chance_would_have_it()
    {
        var rows = RefusalData.Require();
        var prompts = Labelled(rows);
        var split = new Split([.. Part(rows, "train")], [.. Part(rows, "test")]);
        bool[] truth = [.. split.Test.Select(row => prompts[row].IsRefusal)];

        var (ours, plain) = (Scores(prompts, split, Default), Scores(prompts, split, Baseline));
        var difference = PairedComparison.Of(
            truth.Length,
            items => Ranking.Auroc(Drawn(plain, items), Drawn(truth, items)),
            items => Ranking.Auroc(Drawn(ours, items), Drawn(truth, items))).Difference;
        TestContext.Current.TestOutputHelper!.WriteLine($"ours {Ranking.Auroc(ours, truth):F4}, plain {Ranking.Auroc(plain, truth):F4}, difference {difference.Low:F4} to {difference.High:F4}");

        Assert.Equal(0.807, Ranking.Auroc(plain, truth), 0.002);
        Assert.True(difference.High > 0, $"difference {difference.Low:F4} to {difference.High:F4}");
    }

    [Fact]
    public void On_the_parts_to_train_and_tune_with_the_predictor_ranks_better_than_the_papers_features()
    {
        var prompts = Labelled([.. RefusalData.Require().Where(row => row.Part != "test")]);
        var labels = prompts.Select(prompt => prompt.IsRefusal).ToArray();
        var splits = Folds.Stratified(labels, 5, 1);

        var ours = Ranking.Auroc(new PromptRefusalLearner(Default).OutOfFold(prompts, splits, 1, TestContext.Current.CancellationToken), labels);
        var plain = Ranking.Auroc(new PromptRefusalLearner(Baseline).OutOfFold(prompts, splits, 1, TestContext.Current.CancellationToken), labels);
        TestContext.Current.TestOutputHelper!.WriteLine($"ours {ours:F4}, plain {plain:F4}");

        Assert.True(ours >= 0.83 && ours > plain + 0.01, $"ours {ours:F4}, plain {plain:F4}");
    }

    [Fact]
    public void On_quora_alone_the_predictor_beats_the_plain_baseline_by_more_than_noise()
    {
        var prompts = Labelled([.. RefusalData.Require().Where(row => row.Source == "quora")]);
        var labels = prompts.Select(prompt => prompt.IsRefusal).ToArray();
        var (ours, plain) = (new List<double>(), new List<double>());

        for (var seed = 1; seed <= Repeats; seed++)
        {
            var splits = Folds.Stratified(labels, 5, seed);
            ours.Add(Ranking.Auroc(new PromptRefusalLearner(Default).OutOfFold(prompts, splits, seed, TestContext.Current.CancellationToken), labels));
            plain.Add(Ranking.Auroc(new PromptRefusalLearner(Baseline).OutOfFold(prompts, splits, seed, TestContext.Current.CancellationToken), labels));
        }

        var gains = ours.Zip(plain, (left, right) => left - right).ToArray();
        var gain = MeanAndDeviation.Of(gains);
        TestContext.Current.TestOutputHelper!.WriteLine($"ours {MeanAndDeviation.Of([.. ours])}, plain {MeanAndDeviation.Of([.. plain])}, gain {gain}, least {gains.Min():F4}");
        Assert.True(ours.Average() >= 0.70, $"AUROC {ours.Average():F4}");
        Assert.True(gain.Mean > 0.03 && gains.Min() > 0, $"gain {gain}");
    }

    [Fact]
    public void A_prompt_model_of_machine_labels_is_nearly_as_good_as_one_of_labels_by_hand()
    {
        var rows = RefusalData.Require();
        var machine = RefusalBootstrapper.LabelOutOfFold([.. rows.Select(row => row.Response)], [.. rows.Select(row => row.IsRefusal)], cancellationToken: TestContext.Current.CancellationToken);
        var quora = Enumerable.Range(0, rows.Count).Where(row => rows[row].Source == "quora").ToList();
        var byHand = Labelled([.. quora.Select(row => rows[row])]);
        var byMachine = byHand.Select((prompt, i) => prompt with { IsRefusal = machine[quora[i]] }).ToList();
        var truth = byHand.Select(prompt => prompt.IsRefusal).ToArray();
        var splits = Folds.Stratified(truth, 5, 1);

        var hand = Ranking.Auroc(new PromptRefusalLearner(Baseline).OutOfFold(byHand, splits, 1, TestContext.Current.CancellationToken), truth);
        var bootstrapped = Ranking.Auroc(new PromptRefusalLearner(Baseline).OutOfFold(byMachine, splits, 1, TestContext.Current.CancellationToken), truth);
        TestContext.Current.TestOutputHelper!.WriteLine($"hand {hand:F4}, machine {bootstrapped:F4}");

        Assert.InRange(bootstrapped, hand - 0.03, 1);
    }

    /// <summary>One repeat in every test run; DEMUR_REPEATS asks for more.</summary>
    private static int Repeats => int.TryParse(Environment.GetEnvironmentVariable("DEMUR_REPEATS"), out var repeats) ? repeats : 1;

    private static double[] Scores(List<LabeledPrompt> prompts, Split split, PromptPredictorOptions options)
    {
        var train = split.Train.Select(row => prompts[row]).ToList();
        var all = train.Concat(split.Test.Select(row => prompts[row])).ToList();
        var test = Enumerable.Range(train.Count, split.Test.Count).ToList();
        var known = Enumerable.Range(0, train.Count).ToList();

        // The learner's own cross-validation wants every row tested once; the training rows' scores are thrown away.
        var scores = new PromptRefusalLearner(options).OutOfFold(all, [new Split(known, test), new Split(test, known)], 1, TestContext.Current.CancellationToken);
        return scores[train.Count..];
    }

    private static T[] Drawn<T>(T[] values, ReadOnlySpan<int> items)
    {
        var drawn = new T[items.Length];
        for (var i = 0; i < items.Length; i++)
        {
            drawn[i] = values[items[i]];
        }

        return drawn;
    }

    private static IEnumerable<int> Part(IReadOnlyList<RefusalData> rows, string part) => Enumerable.Range(0, rows.Count).Where(row => rows[row].Part == part);

    private static List<LabeledPrompt> Labelled(IReadOnlyList<RefusalData> rows) =>
        [.. rows.Select(row => new LabeledPrompt { Prompt = row.Prompt, IsRefusal = row.IsRefusal, Group = row.Source })];
}
