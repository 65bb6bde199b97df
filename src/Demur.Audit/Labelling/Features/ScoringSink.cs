namespace Demur.Audit.Labelling.Features;

/// <summary>Sums a response's log-odds and notes in the workspace what each n-gram adds to them.</summary>
/// <param name="model">The weights.</param>
/// <param name="workspace">The response.</param>
internal ref struct ScoringSink(HybridModel model, LabellingWorkspace workspace) : IFeatureSink
{
    /// <summary>The log-odds so far.</summary>
    public double LogOdds { get; private set; } = model.Intercept;

    /// <inheritdoc/>
    public void AddDense(int index, float value) => LogOdds += model.DenseWeight(index) * value;

    /// <inheritdoc/>
    public void AddNgrams(ReadOnlySpan<Ngram> ngrams, float value)
    {
        var contributions = workspace.Contributions[^ngrams.Length..];
        var logOdds = LogOdds;
        for (var i = 0; i < ngrams.Length; i++)
        {
            contributions[i] = model.NgramWeight(ngrams[i].Key) * value;
            logOdds += contributions[i];
        }

        LogOdds = logOdds;
    }
}
