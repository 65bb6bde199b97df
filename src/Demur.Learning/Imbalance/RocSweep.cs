using Demur.Learning.Splits;
using Demur.Metrics;

namespace Demur.Learning.Imbalance;

/// <summary>
/// The paper's experiment (arXiv 1106.1813, section 5.2): for each SMOTE percentage and each degree of under-sampling, the mean false and true positive rates over
/// stratified folds. Resampling sees training folds only. Thread-safe.
/// </summary>
/// <param name="learner">What learns from the resampled folds.</param>
/// <param name="options">The settings; the paper's when null.</param>
public sealed class RocSweep(ILearner learner, RocSweepOptions? options = null)
{
    /// <summary>The settings.</summary>
    public RocSweepOptions Options { get; } = options ?? new RocSweepOptions();

    /// <summary>Measures all settings, on all cores; the result does not depend on how many.</summary>
    /// <param name="examples">Two classes; the smaller one is the positive class.</param>
    /// <param name="seed">The seed of folds and resampling.</param>
    /// <param name="cancellationToken">Stops between settings.</param>
    /// <returns>A point for each setting.</returns>
    /// <exception cref="DemurException">There are not two classes, or too few rows for the folds.</exception>
    public RocSweepResult Run(ExampleSet examples, int seed = 1, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(examples);
        var counts = examples.ClassCounts();
        if (counts.Length != 2)
        {
            throw new DemurException($"A ROC sweep sets one class against one other, and there are {counts.Length}; join the others into one.");
        }

        var positive = counts[1] <= counts[0] ? 1 : 0;
        var settings = Options.SmotePercents.SelectMany(smote => Options.MinorityPercents.Select(minority => (Smote: smote, Minority: minority))).ToList();
        var folds = Folds.Stratified(Array.ConvertAll(examples.Labels.ToArray(), label => label == positive), Options.Folds, seed);
        var rates = new RocPoint[folds.Count, settings.Count];
        Parallel.For(0, folds.Count * settings.Count, Cores.All(cancellationToken), job =>
        {
            var (fold, setting) = Math.DivRem(job, settings.Count);
            var resampler = ResamplingPipeline.SmoteAndUnderSample(settings[setting].Smote, settings[setting].Minority, examples.Classes[positive], Options.Smote);
            var model = learner.Fit(resampler.Resample(examples.Select(folds[fold].Train), seed, cancellationToken).Examples, seed, cancellationToken);
            rates[fold, setting] = Rates(model, examples, folds[fold].Test, positive);
        });
        return new RocSweepResult([.. settings.Select((setting, i) => new RocSetting(setting.Smote, setting.Minority, Mean(rates, i)))]);
    }

    /// <summary>Both rates of a model on test rows, at a probability of one half.</summary>
    internal static RocPoint Rates(IModel model, ExampleSet examples, IReadOnlyList<int> test, int positive)
    {
        Span<double> probabilities = stackalloc double[2];
        int positives = 0, found = 0, mistaken = 0;
        foreach (var row in test)
        {
            model.Predict(examples.Features.Row(row), probabilities);
            var isPositive = examples.Labels[row] == positive;
            var isCalled = probabilities[positive] > 0.5;
            positives += isPositive ? 1 : 0;
            found += isPositive && isCalled ? 1 : 0;
            mistaken += !isPositive && isCalled ? 1 : 0;
        }

        return new RocPoint((double)mistaken / (test.Count - positives), (double)found / positives);
    }

    private static RocPoint Mean(RocPoint[,] rates, int setting)
    {
        double mistaken = 0, found = 0;
        for (var fold = 0; fold < rates.GetLength(0); fold++)
        {
            mistaken += rates[fold, setting].FalsePositiveRate;
            found += rates[fold, setting].TruePositiveRate;
        }

        return new RocPoint(mistaken / rates.GetLength(0), found / rates.GetLength(0));
    }
}
