namespace Demur.Audit.Labelling.Features;

/// <summary>Receives the features of one response: a struct when scoring, so that nothing is boxed or allocated.</summary>
internal interface IFeatureSink
{
    /// <summary>Receives a feature of the fixed layout.</summary>
    /// <param name="index">Its place in <see cref="DenseLayout"/>.</param>
    /// <param name="value">Its value, not 0.</param>
    void AddDense(int index, float value);

    /// <summary>Receives n-grams.</summary>
    /// <param name="ngrams">The n-grams.</param>
    /// <param name="value">The value of each.</param>
    void AddNgrams(ReadOnlySpan<Ngram> ngrams, float value);
}
