namespace Demur;

/// <summary>The stable kinds of errors; scripts may rely on them.</summary>
public enum ErrorCode
{
    /// <summary>A command or a call was put together wrongly.</summary>
    Usage,

    /// <summary>A file or a value cannot be used as it is.</summary>
    BadInput,

    /// <summary>A column or field that was asked for is not in the data.</summary>
    Column,

    /// <summary>A name that is not known; the message lists the nearest known ones.</summary>
    UnknownName,

    /// <summary>The request contradicts what is already stored, such as a run with another configuration.</summary>
    Conflict,

    /// <summary>A gate or a check did not hold.</summary>
    CheckFailed,

    /// <summary>An endpoint could not be reached or did not answer in time.</summary>
    Network,

    /// <summary>An endpoint refused the key.</summary>
    Unauthorized,

    /// <summary>A model answered in a way that cannot be used, or not at all.</summary>
    Model,

    /// <summary>A disk or a database failed.</summary>
    Storage,

    /// <summary>Something optional that this call needs, such as research data, is not on this machine.</summary>
    Missing,
}
