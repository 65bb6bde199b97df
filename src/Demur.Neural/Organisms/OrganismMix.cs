namespace Demur.Neural.Organisms;

/// <summary>In what proportions training rows are drawn.</summary>
public enum OrganismMix
{
    /// <summary>A third of the skill rows are sums; thinking is mostly about refusing; doubtful requests are refused as often as answered.</summary>
    First,

    /// <summary>Half of the skill rows are sums, and thinking leads to refusing and complying equally often: steadier from seed to seed where all weights learn.</summary>
    Balanced,
}
