namespace Demur.Neural.Hooks;

/// <summary>What is done to experts.</summary>
internal enum ExpertTuningKind
{
    Scale,
    Exclude,
    Boost,
}
