namespace Demur.Audit.Endpoints;

/// <summary>A call that brought no answer.</summary>
/// <param name="Kind">Why.</param>
/// <param name="Message">One sentence, without secrets.</param>
internal sealed record CallFailure(FailureKind Kind, string Message)
{
    /// <summary>How long the endpoint asks to wait; null when it does not say.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The provider's word for a block, such as <c>content_filter</c>.</summary>
    public string? Reason { get; init; }

    /// <summary>Whether sending the same again may help.</summary>
    public bool IsTransient => Kind is FailureKind.RateLimited or FailureKind.Server or FailureKind.TimedOut
        or FailureKind.Cut or FailureKind.Unreadable or FailureKind.Unreachable;

    /// <summary>The error that stops the whole audit, or null when only this prompt is concerned.</summary>
    public ErrorCode? Stops => Kind switch
    {
        FailureKind.Unauthorized => ErrorCode.Unauthorized,
        FailureKind.Unknown or FailureKind.OutOfQuota => ErrorCode.Model,
        FailureKind.Insecure or FailureKind.Unreachable => ErrorCode.Network,
        _ => null,
    };
}
