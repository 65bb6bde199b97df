using Demur.Learning.Ss3.Internal;

namespace Demur.Learning.Ss3;

/// <summary>
/// SS3 (Burdisso, Errecalde and Montes-y-Gómez 2019, "A Text Classification Framework for Simple and Effective Early Depression Detection over Social Media
/// Streams", arXiv 1905.08772; n-grams: arXiv 1911.06147): learns by counting, gives each word a confidence for each category, and sums these up.
/// Formulas and constants are those of the authors' toolkit 0.6.4. We deviate where it depends on the order of learning: n-grams end with their text and
/// line, and rare ones are left out by their final count. Immutable and thread-safe; without chance.
/// </summary>
/// <param name="options">The settings; the toolkit's when null.</param>
/// <exception cref="DemurException">A setting is out of range.</exception>
public sealed class Ss3Learner(Ss3Options? options = null)
{
    /// <summary>The settings.</summary>
    public Ss3Options Options { get; } = Validated(options ?? new Ss3Options());

    /// <summary>Counts texts and makes a model of them.</summary>
    /// <param name="texts">The texts.</param>
    /// <param name="labels">One category for each text.</param>
    /// <param name="cancellationToken">Stops between texts.</param>
    /// <returns>The model.</returns>
    /// <exception cref="DemurException">There are not as many labels as texts, fewer than two categories, or no word at all.</exception>
    public Ss3Model Fit(IReadOnlyList<string> texts, IReadOnlyList<string> labels, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(texts);
        ArgumentNullException.ThrowIfNull(labels);
        if (texts.Count != labels.Count)
        {
            throw new DemurException($"There are {texts.Count} texts and {labels.Count} labels; they must be equally many.");
        }

        var counts = NewCounts();
        for (var i = 0; i < texts.Count; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            counts.Learn(texts[i], labels[i]);
        }

        return Fit(counts);
    }

    /// <summary>Makes a model of what was counted so far; the counts may go on growing.</summary>
    /// <param name="counts">The counts, of n-grams at least as long as the settings ask for.</param>
    /// <returns>The model.</returns>
    /// <exception cref="DemurException">There are fewer than two categories or no word, or the counted n-grams are too short.</exception>
    public Ss3Model Fit(Ss3Counts counts)
    {
        ArgumentNullException.ThrowIfNull(counts);
        if (counts.MaxNgram < Options.MaxNgram)
        {
            throw new DemurException(ErrorCode.Usage, $"N-grams of up to {Options.MaxNgram} words were asked for, but only those of up to {counts.MaxNgram} were counted; count them with the same MaxNgram.");
        }

        if (counts.Categories.Count < 2)
        {
            throw new DemurException(counts.Categories.Count == 0
                ? "There is no text to learn from; give labelled texts of at least two categories."
                : $"All {counts.TextCount} texts are of the category '{counts.Categories.First()}'; a classifier needs at least two categories.");
        }

        if (counts.Words.Count == 0)
        {
            throw new DemurException($"None of {counts.TextCount} texts holds a single word; give texts with words.");
        }

        return new Ss3Model(FrozenTrie.Of(counts, Options), Options);
    }

    /// <summary>Starts counting by hand, for training that goes on over time or in parallel.</summary>
    /// <returns>Empty counts for n-grams of the settings' length.</returns>
    public Ss3Counts NewCounts() => new(Options.MaxNgram);

    private static Ss3Options Validated(Ss3Options options)
    {
        options.Validate();
        return options;
    }
}
