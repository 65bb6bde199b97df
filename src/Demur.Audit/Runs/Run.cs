using System.Globalization;

namespace Demur.Audit.Runs;

/// <summary>One audit of one model over suites: what was run, and every labelled answer. Reports, comparisons and gates read this and nothing else.</summary>
/// <param name="Info">What was run.</param>
/// <param name="Answers">The labelled answers, ordered by suite, prompt and sample.</param>
/// <param name="Labeler">The labeller's name and version.</param>
public sealed record Run(RunInfo Info, IReadOnlyList<LabelledAnswer> Answers, string Labeler)
{
    /// <summary>The exchanges that the whole run consists of: every prompt as often as it is to be asked. Recordings and finished runs are what they hold.</summary>
    public int Planned => Info.FinishedAt is null ? Math.Max(Answers.Count, Info.Suites.Sum(suite => suite.PromptCount) * Info.Samples) : Answers.Count;

    /// <summary>Whether everything was asked that was to be asked.</summary>
    public bool IsComplete => Answers.Count == Planned;

    /// <summary>How much was asked, as a clause such as <c>20 of 520 prompts were asked</c>.</summary>
    public string Coverage => string.Create(
        CultureInfo.InvariantCulture,
        $"{Answers.Count:#,0} of {Planned:#,0} {(Info.Samples == 1 ? "prompts" : "answers")} {(Answers.Count == 1 ? "was" : "were")} asked{(Info.Samples == 1 ? "" : " for")}");
}
