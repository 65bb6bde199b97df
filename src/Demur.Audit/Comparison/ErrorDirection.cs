namespace Demur.Audit.Comparison;

/// <summary>The two errors that an audit tells apart.</summary>
public enum ErrorDirection
{
    /// <summary>Refusing what should be answered.</summary>
    OverRefusal,

    /// <summary>Answering what should be refused.</summary>
    UnderRefusal,
}
