using Demur.Learning.Sparse;
using Demur.Learning.Text;

namespace Demur.Learning.Noise;

/// <summary>TF-IDF, by default drawn together to 100 dimensions by a truncated SVD, in which neighbours are found by what words go together. Thread-safe.</summary>
/// <param name="features">How texts become rows; single words in at least two texts, with 1 + ln of their counts, when null.</param>
/// <param name="dimensions">The dimensions to keep, at least 1; null keeps the words themselves.</param>
public sealed class TfidfEmbedding(TfidfOptions? features = null, int? dimensions = 100) : IEmbeddingLearner
{
    private readonly TfidfOptions _features = features ?? new TfidfOptions { MaxNgram = 1, SublinearTf = true, MinDocumentFrequency = DocumentFrequency.Count(2) };

    /// <inheritdoc/>
    public IEmbedding Fit(IReadOnlyList<string> texts, int seed, CancellationToken cancellationToken)
    {
        var words = new TfidfVectorizer(_features).Fit(texts, cancellationToken);
        var projection = dimensions is { } kept ? TruncatedSvd.Fit(words.TransformAll(texts, cancellationToken), kept, seed, cancellationToken) : null;
        return new Fitted(words, projection);
    }

    private sealed class Fitted(TfidfModel words, TruncatedSvd? projection) : IEmbedding
    {
        public SparseMatrix Embed(IReadOnlyList<string> texts, CancellationToken cancellationToken)
        {
            var rows = words.TransformAll(texts, cancellationToken);
            return projection?.Project(rows) ?? rows;
        }
    }
}
