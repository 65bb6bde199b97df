namespace Demur.Learning.Imbalance;

/// <summary>Resamplers one after the other, such as SMOTE and then under-sampling, or SMOTE and then cleaning. Thread-safe.</summary>
/// <param name="steps">The steps, first to last; at least one.</param>
public sealed class ResamplingPipeline(params IReadOnlyList<IResampler> steps) : IResampler
{
    /// <summary>The steps, first to last.</summary>
    public IReadOnlyList<IResampler> Steps { get; } = steps is { Count: > 0 } ? [.. steps] : throw new DemurException(ErrorCode.Usage, "A resampling pipeline has no steps; give it one or more.");

    /// <summary>The paper's combination: SMOTE of a minority, then random under-sampling of the rest (arXiv 1106.1813, section 4.3).</summary>
    /// <param name="smotePercent">SMOTE's N; 0 for under-sampling alone.</param>
    /// <param name="minorityPercent">How many rows the minority has in the end, in percent of each larger class.</param>
    /// <param name="minority">The minority's name.</param>
    /// <param name="smote">Further settings of SMOTE; the defaults when null.</param>
    /// <returns>The pipeline.</returns>
    public static ResamplingPipeline SmoteAndUnderSample(int smotePercent, double minorityPercent, string minority, SmoteOptions? smote = null)
    {
        var under = new RandomUnderSampler(new RandomUnderSamplerOptions { MinorityPercent = minorityPercent, Minority = minority });
        return smotePercent == 0
            ? new ResamplingPipeline(under)
            : new ResamplingPipeline(new Smote((smote ?? new SmoteOptions()) with { Amount = OversamplingAmount.Percent(smotePercent) }), under);
    }

    /// <inheritdoc/>
    public ResampledSet Resample(ExampleSet examples, int seed = 1, CancellationToken cancellationToken = default)
    {
        var result = Steps[0].Resample(examples, seed, cancellationToken);
        foreach (var step in Steps.Skip(1))
        {
            result = step.Resample(result.Examples, seed, cancellationToken).After(result);
        }

        return result;
    }
}
