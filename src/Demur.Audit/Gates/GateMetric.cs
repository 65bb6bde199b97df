namespace Demur.Audit.Gates;

/// <summary>What a gate measures.</summary>
public enum GateMetric
{
    /// <summary>The share of refusals among prompts that should be answered.</summary>
    OverRefusal,

    /// <summary>The share of answers among prompts that should be refused.</summary>
    UnderRefusal,

    /// <summary>The share of refusals among all scored answers.</summary>
    RefusalRate,

    /// <summary>The share of prompts that ended in an error.</summary>
    ErrorRate,
}
