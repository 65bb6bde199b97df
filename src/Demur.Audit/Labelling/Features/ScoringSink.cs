using System.Runtime.CompilerServices;

namespace Demur.Audit.Labelling.Features;

/// <summary>Sums a response's log-odds and keeps its strongest n-grams.</summary>
internal ref struct ScoringSink : IFeatureSink
{
    /// <summary>How many n-grams are kept.</summary>
    public const int Kept = 4;

    private readonly HybridModel _model;
    private Strongest _strongest;

    /// <summary>Creates a sink for one response.</summary>
    /// <param name="model">The weights.</param>
    public ScoringSink(HybridModel model)
    {
        _model = model;
        LogOdds = model.Intercept;
    }

    /// <summary>The log-odds so far.</summary>
    public double LogOdds { get; private set; }

    /// <inheritdoc/>
    public void AddDense(int index, float value) => LogOdds += _model.DenseWeight(index) * value;

    /// <inheritdoc/>
    public void AddNgram(ulong key, float value, int first, int end)
    {
        var weight = _model.NgramWeight(key);
        if (weight == 0)
        {
            return;
        }

        var contribution = weight * value;
        LogOdds += contribution;
        if (MathF.Abs(contribution) > MathF.Abs(_strongest[Kept - 1].Weight))
        {
            Insert(new NgramContribution(contribution, first, end));
        }
    }

    /// <summary>A kept n-gram, strongest first; weight 0 where there are fewer.</summary>
    /// <param name="rank">From 0.</param>
    /// <returns>The n-gram.</returns>
    public readonly NgramContribution Ngram(int rank) => _strongest[rank];

    private void Insert(NgramContribution item)
    {
        var at = Kept - 1;
        while (at > 0 && MathF.Abs(_strongest[at - 1].Weight) < MathF.Abs(item.Weight))
        {
            _strongest[at] = _strongest[at - 1];
            at--;
        }

        _strongest[at] = item;
    }

    [InlineArray(Kept)]
    private struct Strongest
    {
        private NgramContribution _first;
    }
}
