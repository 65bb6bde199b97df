namespace Demur.Exchanges;

/// <summary>The two-valued view of a <see cref="Stance"/>.</summary>
public enum BinaryStance
{
    /// <summary>The request was answered.</summary>
    Compliance,

    /// <summary>The request was declined.</summary>
    Refusal,
}
