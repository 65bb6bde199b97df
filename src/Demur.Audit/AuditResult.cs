using Demur.Audit.Runs;

namespace Demur.Audit;

/// <summary>How an audit ended.</summary>
/// <param name="Run">The run with all answers stored so far.</param>
/// <param name="Pending">The answers still to be had; 0 when the run is complete.</param>
/// <param name="Stopped">Why the audit stopped before its end, as a clause; null when it is complete.</param>
public sealed record AuditResult(Run Run, int Pending, string? Stopped)
{
    /// <summary>Whether every prompt has been asked as often as it should.</summary>
    public bool IsComplete => Pending == 0;
}
