namespace Demur.Learning.Imbalance;

/// <summary>How an amount of new rows is given.</summary>
public enum OversamplingForm
{
    /// <summary>In percent of the class's own rows.</summary>
    Percent,

    /// <summary>As the share of the largest class's rows that the class should have in the end.</summary>
    Ratio,

    /// <summary>As a number of rows.</summary>
    Count,
}
