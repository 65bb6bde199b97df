namespace Demur.Audit.Endpoints;

/// <summary>Why a call brought no answer. What happens next follows from the kind alone.</summary>
internal enum FailureKind
{
    /// <summary>429: too fast. All workers pause, then it is sent again.</summary>
    RateLimited,

    /// <summary>5xx, 408, 409, 425: the endpoint's trouble. Sent again.</summary>
    Server,

    /// <summary>No complete answer within the time limit. Sent again.</summary>
    TimedOut,

    /// <summary>The connection broke during the answer. Sent again.</summary>
    Cut,

    /// <summary>A body that is no chat completion. Sent again.</summary>
    Unreadable,

    /// <summary>No connection. Sent again, then the audit stops.</summary>
    Unreachable,

    /// <summary>The provider's filter withheld prompt or answer. Recorded as blocked.</summary>
    Blocked,

    /// <summary>The endpoint does not accept this one request. Recorded as an error.</summary>
    Rejected,

    /// <summary>The key is refused. The audit stops.</summary>
    Unauthorized,

    /// <summary>The model or the address does not exist. The audit stops.</summary>
    Unknown,

    /// <summary>No encrypted connection can be had. The audit stops.</summary>
    Insecure,

    /// <summary>The account's quota or credit is used up. The audit stops.</summary>
    OutOfQuota,
}
