using Demur.Audit.Endpoints;

namespace Demur.Audit.Asking;

/// <summary>Writes the errors that stop a whole audit: what happened, what to do, and that nothing is lost.</summary>
internal static class AuditStop
{
    private const string Kept = "the answers so far are kept, and the same command goes on.";

    /// <summary>A failure that no further request can get past.</summary>
    public static DemurException Because(CallFailure failure) => new(failure.Stops ?? ErrorCode.Network, $"{failure.Message} {Advice(failure.Kind)}; {Kept}");

    /// <summary>An endpoint that never lets a request through.</summary>
    public static DemurException AtRateLimit(CallFailure failure, int times) =>
        new(ErrorCode.Network, $"{failure.Message} One prompt was turned away {times + 1} times; lower --concurrency or set --requests-per-minute; {Kept}");

    /// <summary>An endpoint that asks for a pause nobody sits through.</summary>
    public static DemurException ForLongPause(CallFailure failure, TimeSpan pause) =>
        new(ErrorCode.Network, $"{failure.Message} It asks to wait {pause.TotalMinutes:0} minutes; come back then: {Kept}");

    /// <summary>Errors without an end.</summary>
    public static DemurException AfterErrors(int count, string lastError) =>
        new(ErrorCode.Network, $"{count} prompts in a row got no answer. The last: {lastError} Look after the endpoint; {Kept}");

    private static string Advice(FailureKind kind) => kind switch
    {
        FailureKind.Unauthorized => "Check the key in the environment (OPENAI_API_KEY, or the one that --key-env names)",
        FailureKind.Unknown => "Check the model's name and the base address",
        FailureKind.Insecure => "Check the certificate and that the address speaks https",
        FailureKind.OutOfQuota => "Add credit or use another account",
        _ => "Check the address and that the server runs",
    };
}
