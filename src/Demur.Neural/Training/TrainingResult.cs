namespace Demur.Neural.Training;

/// <summary>What a training run measured.</summary>
/// <param name="Steps">The steps done, those before a resumption included.</param>
/// <param name="FinalLoss">The mean loss of the last 20 steps.</param>
/// <param name="Losses">The loss of each step of this run, in order; without those before a resumption.</param>
/// <param name="Tokens">The tokens seen in this run, without padding.</param>
/// <param name="Duration">How long this run took.</param>
public sealed record TrainingResult(int Steps, double FinalLoss, IReadOnlyList<double> Losses, long Tokens, TimeSpan Duration)
{
    /// <summary>Tokens learned from in a second.</summary>
    public double TokensPerSecond => Duration > TimeSpan.Zero ? Tokens / Duration.TotalSeconds : 0;
}
