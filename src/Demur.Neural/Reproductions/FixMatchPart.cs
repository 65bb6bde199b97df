using Demur.Data;
using Demur.Neural.Images;
using Demur.Reproduction;

namespace Demur.Neural.Reproductions;

/// <summary>
/// Of paper 50 (Amini and others, "Self-Training: A Survey", arXiv 2202.12040) what needs a net: FixMatch and FlexMatch on images with four labels a class, the other training
/// images as pool, tested on 2,000 images that took part in nothing. Digits are in shared/data; Fashion-MNIST comes from eng/research-data.sh. The settings were chosen on
/// the pool of digits, with other seeds.
/// </summary>
public sealed class FixMatchPart() : ReproductionPart("50")
{
    private const int TrainImages = 8000;
    private const int TestImages = 2000;
    private const int LabelsPerClass = 4;
    private const string Digits = "anchors-mnist10k/mnist10k";
    private const string Fashion = "fashion-mnist/train";

    /// <inheritdoc/>
    public override IReadOnlyList<ReproductionClaim> Claims { get; } =
    [
        ReproductionClaim.AtLeast("4a", 0, "Digits, 4 labels a class, a small net: FixMatch is above the same net trained on the labels alone (difference of accuracies on test images)."),
        ReproductionClaim.AtLeast("4b", 0, "There FlexMatch gives the class that it serves least more labels than FixMatch gives its own (difference of their numbers, per thousand images seen)."),
        ReproductionClaim.AtLeast("4c", 0, "Fashion-MNIST, 4 labels a class: FixMatch is above the labels alone."),
        ReproductionClaim.AtLeast("4d", 0, "There, too, FlexMatch gives its least-served class more labels than FixMatch."),
    ];

    /// <inheritdoc/>
    public override Task MeasureAsync(ReproductionRun run, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(run);
        Try(run, ["4a", "4b"], Digits, cancellationToken);
        Try(run, ["4c", "4d"], Fashion, cancellationToken);
        return Task.CompletedTask;
    }

    private static void Try(ReproductionRun run, string[] ids, string files, CancellationToken cancellationToken)
    {
        try
        {
            var images = ImageSet.Of(IdxImages.Read(run.Data.Require($"{files}-images-idx3-ubyte.gz"), run.Data.Require($"{files}-labels-idx1-ubyte.gz")));
            var results = new List<(double Gain, double Served)>();
            foreach (var seed in run.Seeds)
            {
                run.Report(files, results.Count, run.Seeds.Count);
                results.Add(Compare(images, seed, cancellationToken));
            }

            run.Measure(ids[0], results.ConvertAll(result => result.Gain));
            run.Measure(ids[1], results.ConvertAll(result => result.Served));
        }
        catch (DemurException error) when (error.Code == ErrorCode.Missing)
        {
            Array.ForEach(ids, id => run.Skip(id, $"{error.Message} eng/research-data.sh DIR fashion fetches what is not there."));
        }
    }

    private static (double Gain, double Served) Compare(ImageSet images, int seed, CancellationToken cancellationToken)
    {
        var rows = Enumerable.Range(0, TrainImages).ToArray();
        new SplitMix(seed).Shuffle<int>(rows);
        var labelled = rows.GroupBy(row => images.Labels[row]).SelectMany(group => group.Take(LabelsPerClass)).ToHashSet();
        var (known, pool) = (images.Select([.. labelled.Order()]), images.Select([.. rows.Where(row => !labelled.Contains(row))]));
        var test = images.Select([.. Enumerable.Range(TrainImages, TestImages)]);
        var options = new FixMatchOptions { Seed = seed };
        using var supervised = new FixMatch(options).FitSupervised(known, null, cancellationToken);
        var plain = new FixMatch(options).Fit(known, pool, null, cancellationToken);
        using var plainClassifier = plain.Classifier;
        var flexible = new FixMatch(options with { IsFlexible = true }).Fit(known, pool, null, cancellationToken);
        using var flexibleClassifier = flexible.Classifier;
        var seen = options.Steps * options.LabelledBatch * options.UnlabelledRatio / 1000.0;
        return (plainClassifier.Accuracy(test) - supervised.Accuracy(test), (flexible.Given.Min() - plain.Given.Min()) / seen);
    }
}
