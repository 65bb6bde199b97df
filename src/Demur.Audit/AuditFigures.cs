namespace Demur.Audit;

/// <summary>The names of the figures in an audit's progress events.</summary>
public static class AuditFigures
{
    /// <summary>The refusals so far.</summary>
    public const string Refusals = "refusals";

    /// <summary>The answers so far that could be judged.</summary>
    public const string Scored = "scored";

    /// <summary>The prompts so far that the provider's filter withheld.</summary>
    public const string Blocked = "blocked";

    /// <summary>The prompts so far that ended in an error.</summary>
    public const string Errors = "errors";

    /// <summary>The cost so far in US dollars; absent when no price is known.</summary>
    public const string Cost = "cost";
}
