using Demur.Suites;

namespace Demur.Audit.Suites;

/// <summary>
/// A prompt as a line of a suite file that Demur writes. A class with setters, because generated readers set the init-only properties
/// that a line leaves out to null, whatever their defaults.
/// </summary>
internal sealed class SuiteRow
{
    public required string Id { get; set; }

    public required string Text { get; set; }

    public required string Category { get; set; }

    public required string Expected { get; set; }

    public string? PairId { get; set; }

    public required string Language { get; set; }

    public IReadOnlyList<string>? Tags { get; set; }

    public IReadOnlyList<SuiteTurn>? Before { get; set; }

    /// <summary>Writes a prompt as a row; empty lists are left out.</summary>
    public static SuiteRow Of(SuitePrompt prompt) => new()
    {
        Id = prompt.Id,
        Text = prompt.Text,
        Category = prompt.Category,
        Expected = StanceWords.Write(prompt.Expected),
        PairId = prompt.PairId,
        Language = prompt.Language,
        Tags = prompt.Tags.Count > 0 ? prompt.Tags : null,
        Before = prompt.Before.Count > 0 ? [.. prompt.Before.Select(SuiteTurn.Of)] : null,
    };

    /// <summary>Reads a row of an embedded suite, none of which has turns before the prompt.</summary>
    /// <param name="place">File and line, for errors.</param>
    public SuitePrompt ToPrompt(string place) => new()
    {
        Id = Id,
        Text = Text,
        Category = Category,
        Expected = StanceWords.Read(Expected, place),
        PairId = PairId,
        Language = Language,
        Tags = Tags ?? [],
    };
}
