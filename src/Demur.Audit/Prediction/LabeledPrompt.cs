namespace Demur.Audit.Prediction;

/// <summary>A prompt and whether one particular model refused it.</summary>
public sealed record LabeledPrompt
{
    /// <summary>What was asked.</summary>
    public required string Prompt { get; init; }

    /// <summary>Whether the model refused.</summary>
    public required bool IsRefusal { get; init; }

    /// <summary>Where the prompt comes from (suite, category or source); prompts of one group may share a template, so groups are held out whole when the predictor is judged. Null when unknown.</summary>
    public string? Group { get; init; }
}
