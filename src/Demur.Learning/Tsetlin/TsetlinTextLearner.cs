using Demur.Learning.Text;

namespace Demur.Learning.Tsetlin;

/// <summary>Learns to classify texts by rules over present and absent words (Berge et al., arXiv 1809.04547): n-grams, the telling ones of them, and a machine. Immutable and thread-safe.</summary>
/// <param name="options">The settings; the defaults when null.</param>
public sealed class TsetlinTextLearner(TsetlinTextOptions? options = null)
{
    /// <summary>The settings.</summary>
    public TsetlinTextOptions Options { get; } = options ?? new TsetlinTextOptions();

    /// <summary>Trains a classifier; words, selection and rules are all learnt from these texts.</summary>
    /// <param name="texts">The texts.</param>
    /// <param name="labels">The name of each text's class. Classes are ordered by name; of two the second is the positive one.</param>
    /// <param name="cancellationToken">Stops between texts and examples.</param>
    /// <returns>The classifier.</returns>
    /// <exception cref="DemurException">There are not as many labels as texts, fewer than two classes, or no word left to learn from.</exception>
    public TsetlinTextClassifier Fit(IReadOnlyList<string> texts, IReadOnlyList<string> labels, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(texts);
        ArgumentNullException.ThrowIfNull(labels);
        if (texts.Count != labels.Count)
        {
            throw new DemurException($"There are {texts.Count} texts and {labels.Count} labels; they must be equally many.");
        }

        string[] classes = [.. labels.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        if (classes.Length < 2)
        {
            throw new DemurException(classes.Length == 0
                ? "There is no text to learn from; give labelled texts of at least two classes."
                : $"All {texts.Count} texts are of the class '{classes[0]}'; a classifier needs texts of at least two classes.");
        }

        if (classes.Contains(Decisions.Decision.Abstain, StringComparer.Ordinal))
        {
            throw new DemurException($"A class cannot be called '{Decisions.Decision.Abstain}', which is what a classifier says when it declines to choose; rename it.");
        }

        var numbers = labels.Select(label => Array.IndexOf(classes, label)).ToArray();
        var words = new NgramBinarizer(Options.Ngrams).Fit(texts, cancellationToken);
        var bits = BitMatrix.FromPresence(words.TransformAll(texts, cancellationToken));
        var kept = new ChiSquareSelector(Options.MaxFeatures).Select(bits, numbers);
        var trainer = new TsetlinTrainer(Options.Machine, kept.Length, classes.Length, Options.IsCoalesced);
        trainer.PartialFit(bits.SelectColumns(kept), numbers, Options.Machine.Epochs, null, cancellationToken);
        return new TsetlinTextClassifier(words.Keep(kept), trainer.ToModel(), classes, Options.MinMargin);
    }
}
