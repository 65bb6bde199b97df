namespace Demur.Audit.Labelling.Features;

/// <summary>Receives the features of one response: a struct when scoring, so that nothing is boxed or allocated.</summary>
internal interface IFeatureSink
{
    /// <summary>Receives a feature of the fixed layout.</summary>
    /// <param name="index">Its place in <see cref="DenseLayout"/>.</param>
    /// <param name="value">Its value, not 0.</param>
    void AddDense(int index, float value);

    /// <summary>Receives an n-gram.</summary>
    /// <param name="key">Its hash, which tells apart the region and the words.</param>
    /// <param name="value">Its value.</param>
    /// <param name="first">The first word's number in the response.</param>
    /// <param name="end">The number just past its last word.</param>
    void AddNgram(ulong key, float value, int first, int end);
}
