using Demur.Audit.Labelling.Features;

namespace Demur.Audit.Labelling.Training;

/// <summary>Collects a response's features by key. Fixed features have their index as key, n-grams their hash, which is odd and far above any index.</summary>
/// <param name="features">Receives the features.</param>
internal readonly struct FeatureCollector(Dictionary<ulong, float> features) : IFeatureSink
{
    /// <summary>Keys below this are fixed features.</summary>
    public const ulong DenseKeys = 1 << 20;

    /// <inheritdoc/>
    public void AddDense(int index, float value) => Add((ulong)index, value);

    /// <inheritdoc/>
    public void AddNgrams(ReadOnlySpan<Ngram> ngrams, float value)
    {
        foreach (ref readonly var ngram in ngrams)
        {
            Add(ngram.Key, value);
        }
    }

    private void Add(ulong key, float value) => features[key] = features.GetValueOrDefault(key) + value;
}
