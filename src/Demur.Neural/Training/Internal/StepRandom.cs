namespace Demur.Neural.Training.Internal;

/// <summary>What is drawn from in one step.</summary>
internal static class StepRandom
{
    /// <summary>A generator of the step's own, from the seed that <see cref="ITrainable.BeginStep"/> gets.</summary>
    public static SplitMix Of(ulong seed) => new(unchecked((int)seed), unchecked((int)(seed >> 32)));
}
