using Demur.Suites;

namespace Demur.Audit.Suites;

/// <summary>
/// A prompt as a line of a suite file holds it: what is left out takes the prompt's own default,
/// which generated deserialisers of init-only records would not keep.
/// </summary>
internal sealed class SuiteRow
{
    public string? Id { get; set; }

    public string? Text { get; set; }

    public string? Category { get; set; }

    public string? Expected { get; set; }

    public string? PairId { get; set; }

    public string? Language { get; set; }

    public IReadOnlyList<string>? Tags { get; set; }

    /// <summary>Writes a prompt as a row; defaults that say nothing are left out.</summary>
    public static SuiteRow Of(SuitePrompt prompt) => new()
    {
        Id = prompt.Id,
        Text = prompt.Text,
        Category = prompt.Category,
        Expected = StanceWords.Write(prompt.Expected),
        PairId = prompt.PairId,
        Language = prompt.Language,
        Tags = prompt.Tags.Count > 0 ? prompt.Tags : null,
    };

    /// <summary>Reads the row as a prompt.</summary>
    /// <param name="place">File and line, for errors.</param>
    public SuitePrompt ToPrompt(string place)
    {
        var plain = new SuitePrompt
        {
            Id = Id ?? throw new DemurException(ErrorCode.BadInput, $"{place}: the prompt has no id; give each prompt its own."),
            Text = Text ?? throw new DemurException(ErrorCode.BadInput, $"{place}: prompt '{Id}' has no text; write what is asked."),
        };
        return plain with
        {
            Category = Category ?? plain.Category,
            Expected = Expected is null ? plain.Expected : StanceWords.Read(Expected, place),
            PairId = PairId,
            Language = Language ?? plain.Language,
            Tags = Tags ?? plain.Tags,
        };
    }
}
