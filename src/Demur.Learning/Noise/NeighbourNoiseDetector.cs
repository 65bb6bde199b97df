using Demur.Learning.Noise.Internal;
using Demur.Metrics;

namespace Demur.Learning.Noise;

/// <summary>
/// Finds labels that may be wrong (Parekh, Anand and Awekar 2023, "Noise in Relation Classification Dataset TACRED", arXiv 2311.12298) in any labelled
/// texts: predictions out of fold, neighbours in an embedding, one of several strategies, repeated over seeds. Immutable and thread-safe.
/// </summary>
/// <param name="strategy">Which labels to suspect.</param>
/// <param name="options">How to look; the defaults when null.</param>
/// <exception cref="DemurException">A setting is out of range.</exception>
public sealed class NeighbourNoiseDetector(INoiseStrategy strategy, NoiseOptions? options = null)
{
    /// <summary>How suspects are looked for.</summary>
    public NoiseOptions Options { get; } = Validated(options ?? new NoiseOptions());

    /// <summary>Looks for suspects.</summary>
    /// <param name="data">The texts and labels; leave duplicates out first (<see cref="LabelledTexts.Distinct"/>), and never clean what you test on.</param>
    /// <param name="seed">The first seed; the others follow by one.</param>
    /// <param name="cancellationToken">Stops between folds and rows.</param>
    /// <returns>The suspects.</returns>
    /// <exception cref="DemurException">The data is too small, of one label, or does not suit the strategy.</exception>
    public NoiseReport Detect(LabelledTexts data, int seed = 1, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(data);
        var runs = Enumerable.Range(seed, Options.Seeds).Select(each => View(data, each, cancellationToken)).Select(view => (view, flags: strategy.Flag(view, cancellationToken))).ToList();
        var suspects = runs.SelectMany(run => run.flags)
            .GroupBy(flag => flag.Row)
            .Select(flags => new NoiseSuspect(
                flags.Key,
                data.Labels[flags.Key],
                flags.GroupBy(flag => flag.Suggestion).MaxBy(votes => votes.Count())!.Key,
                1 - runs.Average(run => run.view.Trust(flags.Key)),
                (double)flags.Count() / runs.Count,
                flags.First().Neighbours))
            .Where(suspect => suspect.Stability >= Options.LeastStability)
            .OrderByDescending(suspect => suspect.Doubt)
            .ThenBy(suspect => suspect.Row);
        var first = runs[0].view;
        var predicted = Enumerable.Range(0, data.Count).Select(first.Predicted).ToList();
        return new NoiseReport(data, strategy.Name, [.. suspects], ConfusionProfile.Of(ConfusionMatrix.Of(data.Labels, predicted, first.Classes), Options.NoneLabel));
    }

    /// <summary>Makes what strategies look at, for several strategies on one search.</summary>
    /// <param name="data">The texts and labels.</param>
    /// <param name="seed">The seed of folds and embedding.</param>
    /// <param name="cancellationToken">Stops between folds.</param>
    /// <returns>The view.</returns>
    /// <exception cref="DemurException">The data is too small or of one label.</exception>
    public NoiseView View(LabelledTexts data, int seed = 1, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(data);
        var scores = OutOfFold.Of(data, Options, seed, cancellationToken);
        return new NoiseView(data, Options, scores, Options.Embedding?.Fit(data.Texts, seed, cancellationToken), cancellationToken);
    }

    private static NoiseOptions Validated(NoiseOptions options)
    {
        options.Validate();
        return options;
    }
}
