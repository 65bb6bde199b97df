using Demur.Learning.Text;

namespace Demur.Learning.Tsetlin;

/// <summary>Learns which n-grams of texts become bits: 1 where the n-gram is present. Thread-safe.</summary>
/// <param name="options">Which n-grams; the paper's when null.</param>
public sealed class NgramBinarizer(NgramBinarizerOptions? options = null)
{
    /// <summary>Which n-grams become bits.</summary>
    public NgramBinarizerOptions Options { get; } = options ?? new NgramBinarizerOptions();

    /// <summary>Learns the n-grams; give it the training part only.</summary>
    /// <param name="texts">The texts, read once.</param>
    /// <param name="cancellationToken">Stops between texts.</param>
    /// <returns>The n-grams as features whose values are 1; they tell where they stand in a text.</returns>
    /// <exception cref="DemurException">No n-gram is left, or an option is out of range.</exception>
    public TfidfModel Fit(IEnumerable<string> texts, CancellationToken cancellationToken = default) => new TfidfVectorizer(new TfidfOptions
    {
        MaxNgram = Options.MaxNgram,
        MinWordLength = Options.MinWordLength,
        MinDocumentFrequency = DocumentFrequency.Count(Math.Max(1, Options.MinTexts)),
        Binary = true,
        UseIdf = false,
        Norm = RowNorm.None,
    }).Fit(texts, cancellationToken);
}
