namespace Demur.Audit.Runs;

/// <summary>What one audit of one model is: enough to repeat it, and nothing secret.</summary>
public sealed record RunInfo
{
    /// <summary>The run's identifier.</summary>
    public required string Id { get; init; }

    /// <summary>The model, as the user named it, without any key.</summary>
    public required string Model { get; init; }

    /// <summary>The suites asked.</summary>
    public required IReadOnlyList<SuiteReference> Suites { get; init; }

    /// <summary>The answers asked for each prompt; at least 1.</summary>
    public int Samples { get; init; } = 1;

    /// <summary>Everything else that shapes the answers, such as temperature and system prompt, by name.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = NoSettings;

    /// <summary>When the run was first started.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When its last answer came, or null while it is not complete.</summary>
    public DateTimeOffset? FinishedAt { get; init; }

    private static readonly Dictionary<string, string> NoSettings = [];
}
