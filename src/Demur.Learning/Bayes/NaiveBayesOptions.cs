namespace Demur.Learning.Bayes;

/// <summary>The settings of naive Bayes.</summary>
public sealed record NaiveBayesOptions
{
    /// <summary>What is added to every count, so that an unseen word does not decide alone; 1 by default, above 0.</summary>
    public double Smoothing { get; init; } = 1;

    internal void Validate()
    {
        if (!(Smoothing > 0 && double.IsFinite(Smoothing)))
        {
            throw new DemurException(ErrorCode.Usage, $"A smoothing of {Smoothing} is not possible; it must be finite and above 0.");
        }
    }
}
