namespace Demur.Audit.Labelling.Training;

/// <summary>A response of a data source, before it is known whether it refuses.</summary>
/// <param name="Row">The row's name within the source, as the label file has it.</param>
/// <param name="Model">The model that answered.</param>
/// <param name="Prompt">What was asked.</param>
/// <param name="Response">What was answered.</param>
internal sealed record CorpusEntry(string Row, string Model, string Prompt, string Response)
{
    /// <summary>The source's own label by people; null when it has none.</summary>
    public bool? IsRefusal { get; init; }

    /// <summary>What the source's judges say about compliance; it becomes a label only where the rules agree. Null when it has none.</summary>
    public bool? JudgedCompliant { get; init; }

    /// <summary>The part that is kept for measuring and never trained on, such as <c>test</c>; null for what may be learnt from.</summary>
    public string? Part { get; init; }
}
