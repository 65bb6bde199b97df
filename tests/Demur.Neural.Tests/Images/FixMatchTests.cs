using Demur.Neural.Images;
using Demur.Neural.Images.Internal;
using Demur.Progress;
using TorchSharp;

namespace Demur.Neural.Tests.Images;

public sealed class FixMatchTests
{
    private static readonly FixMatchOptions Quick = new() { Steps = 60, LabelledBatch = 8, UnlabelledRatio = 4, Threshold = 0.8, LearningRate = 1e-2 };

    [Fact]
    public void Bars_with_few_labels_are_told_apart_and_the_trace_counts_what_was_given()
    {
        var (labelled, pool, test) = (Bars(6, 1), Bars(120, 2), Bars(60, 3));

        var result = new FixMatch(Quick).Fit(labelled, pool, cancellationToken: TestContext.Current.CancellationToken);

        using var classifier = result.Classifier;
        Assert.InRange(classifier.Accuracy(test), 0.95, 1);
        Assert.Equal(2, result.Given.Count);
        Assert.InRange(result.Given.Sum(), 100, Quick.Steps * Quick.LabelledBatch * Quick.UnlabelledRatio);
        Assert.InRange(result.Precision!.Value, 0.8, 1); // a coin has .5
    }

    [Fact]
    public void The_pools_labels_reach_the_trace_and_nothing_else()
    {
        var (labelled, pool) = (Bars(6, 1), Bars(120, 2));
        var upsideDown = new ImageSet(pool.Pixels([.. Enumerable.Range(0, pool.Count)]), 1, 12, 12, [.. pool.Labels.Select(label => 1 - label)], pool.Classes);
        var unknown = new ImageSet(pool.Pixels([.. Enumerable.Range(0, pool.Count)]), 1, 12, 12, null, pool.Classes);

        using var first = new FixMatch(Quick with { Steps = 20 }).Fit(labelled, pool, cancellationToken: TestContext.Current.CancellationToken).Classifier;
        using var second = new FixMatch(Quick with { Steps = 20 }).Fit(labelled, upsideDown, cancellationToken: TestContext.Current.CancellationToken).Classifier;
        var third = new FixMatch(Quick with { Steps = 20 }).Fit(labelled, unknown, cancellationToken: TestContext.Current.CancellationToken);
        third.Classifier.Dispose();

        Assert.Equal(first.Predict(pool), second.Predict(pool));
        Assert.Null(third.Precision);
    }

    [Fact]
    public void The_same_seed_makes_the_same_net_and_another_one_another()
    {
        var (labelled, pool) = (Bars(6, 1), Bars(40, 2));
        IReadOnlyList<float[]> Train(int seed)
        {
            using var classifier = new FixMatch(Quick with { Steps = 8, Seed = seed }).Fit(labelled, pool, cancellationToken: TestContext.Current.CancellationToken).Classifier;
            return classifier.Predict(pool);
        }

        Assert.Equal(Train(4), Train(4));
        Assert.NotEqual(Train(4), Train(5));
    }

    [Fact]
    public void A_classifier_saved_and_loaded_answers_the_same()
    {
        var path = Path.Combine(Directory.CreateTempSubdirectory("demur-images").FullName, "net.safetensors");
        using var classifier = new FixMatch(Quick with { Steps = 5 }).FitSupervised(Bars(6, 1), cancellationToken: TestContext.Current.CancellationToken);

        classifier.Save(path);
        using var back = ImageClassifier.Load(path);

        Assert.Equal(classifier.Predict(Bars(20, 9)), back.Predict(Bars(20, 9)));
        Assert.Equal(classifier.Classes, back.Classes);
        Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);
    }

    [Fact]
    public void Training_can_be_cancelled_and_reports_steps()
    {
        using var source = new CancellationTokenSource();
        var progress = new Stopper(source, at: 3);

        Assert.Throws<OperationCanceledException>(() => new FixMatch(Quick).Fit(Bars(6, 1), Bars(40, 2), progress, source.Token));
        Assert.Equal(3, progress.Last);
    }

    [Fact]
    public void Sets_and_settings_that_do_not_fit_are_refused_in_a_sentence()
    {
        var labelled = Bars(6, 1);
        var small = new ImageSet(new float[4 * 9], 1, 3, 3, null, labelled.Classes);
        var unlabelled = new ImageSet(labelled.Pixels([.. Enumerable.Range(0, 6)]), 1, 12, 12, null, labelled.Classes);

        Assert.Contains("both must be alike", Error(() => new FixMatch().Fit(labelled, small)), StringComparison.Ordinal);
        Assert.Contains("have no labels", Error(() => new FixMatch().FitSupervised(unlabelled)), StringComparison.Ordinal);
        Assert.Contains("The threshold is 0", Error(() => new FixMatch(new FixMatchOptions { Threshold = 0 }).FitSupervised(labelled)), StringComparison.Ordinal);
        Assert.Contains("0 steps", Error(() => new FixMatch(new FixMatchOptions { Steps = 0 }).FitSupervised(labelled)), StringComparison.Ordinal);
        Assert.Contains("value 2", Error(() => _ = new ImageSet([0, 2], 1, 1, 1, null, ["a", "b"])), StringComparison.Ordinal);
        Assert.Contains("are not 3 images", Error(() => _ = new ImageSet(new float[8], 1, 2, 2, [0, 1, 0], ["a", "b"])), StringComparison.Ordinal);
    }

    [Fact]
    public void Flexible_thresholds_follow_the_class_that_is_seldom_told()
    {
        var labels = new PseudoLabels(Bars(4, 1), new FixMatchOptions { Threshold = 0.9, IsFlexible = true });
        var (given, masks) = (new long[4], new float[4]);
        Assert.Equal([0, 0], labels.Thresholds()); // warm-up: nothing was told surely, so everything is taken

        labels.Give([0, 1, 2, 3], [0.95f, 0.05f, 0.97f, 0.03f, 0.08f, 0.92f, 0.5f, 0.5f], given, masks);

        // Two images of class 0, one of class 1, one unsure: β is 1 and 1/2, τ β / (2 - β) is .9 and .3.
        Assert.Equal([0, 0, 1, 0], given);
        Assert.Equal([1, 1, 1, 1], masks);
        Assert.Equal([0.9, 0.3], labels.Thresholds().Select(threshold => Math.Round(threshold, 12)));

        labels.Give([0, 3], [0.2f, 0.8f, 0.6f, 0.4f], given, masks);
        Assert.Equal([1, 0], masks[..2]);
        Assert.Equal([3, 2], labels.Given);
    }

    [Fact]
    public void Fixed_thresholds_are_the_same_for_all_classes()
    {
        var labels = new PseudoLabels(Bars(4, 1), new FixMatchOptions { Threshold = 0.9 });
        var (given, masks) = (new long[2], new float[2]);

        labels.Give([0, 1], [0.95f, 0.05f, 0.2f, 0.8f], given, masks);

        Assert.Equal([1, 0], masks);
        Assert.Equal([1, 0], labels.Given);
    }

    [Fact]
    public void Nothing_to_change_changes_nothing_and_shifts_move_whole_pixels()
    {
        using var scope = torch.NewDisposeScope();
        var images = torch.arange(16, torch.float32).view(1, 1, 4, 4) / 16;

        var same = Augmenter.Apply(images, new ImageAugmentation(), new SplitMix(1));
        var weak = Augmenter.Apply(images.expand(64, 1, 4, 4), ImageAugmentation.Weak, new SplitMix(1));
        var blank = Augmenter.Apply(torch.ones(64, 1, 4, 4), new ImageAugmentation { Cutout = 0.5 }, new SplitMix(1));

        Assert.Equal(images.data<float>().ToArray(), same.data<float>().ToArray().Select(value => MathF.Round(value, 5)));
        Assert.True((weak - images).abs().max().item<float>() > 0.01f);
        Assert.InRange((weak - images).abs().mean().item<float>(), 0, 0.2f);
        Assert.Contains(blank.sum([1, 2, 3]).data<float>().ToArray(), left => left == 12); // 4 of 16 are gone where the square lies inside
        Assert.All(blank.sum([1, 2, 3]).data<float>().ToArray(), left => Assert.InRange(left, 12, 15));
    }

    private static string Error(Action act) => Assert.Throws<DemurException>(act).Message;

    /// <summary>A bar that stands or lies somewhere, in noise.</summary>
    private static ImageSet Bars(int count, int seed)
    {
        var random = new SplitMix(seed);
        var pixels = new float[count * 144];
        for (var image = 0; image < count; image++)
        {
            var place = 3 + random.Below(6);
            for (var i = 0; i < 144; i++)
            {
                var isBar = (image % 2 == 0 ? i / 12 : i % 12) == place;
                pixels[(image * 144) + i] = (float)((isBar ? 0.7 : 0) + (0.3 * random.Unit()));
            }
        }

        return new ImageSet(pixels, 1, 12, 12, [.. Enumerable.Range(0, count).Select(image => image % 2)], ["lies", "stands"]);
    }

    private sealed class Stopper(CancellationTokenSource source, long at) : IProgress<ProgressEvent>
    {
        public long? Last { get; private set; }

        public void Report(ProgressEvent value)
        {
            Last = value.Done;
            if (value.Done == at)
            {
                source.Cancel();
            }
        }
    }
}
