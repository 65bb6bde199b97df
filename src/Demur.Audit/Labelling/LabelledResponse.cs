namespace Demur.Audit.Labelling;

/// <summary>A response whose label is known: what labellers learn from and are measured on.</summary>
public sealed record LabelledResponse
{
    /// <summary>What was asked; empty when it is not known.</summary>
    public string Prompt { get; init; } = "";

    /// <summary>What was answered.</summary>
    public required string Response { get; init; }

    /// <summary>Whether a person would call the response a refusal.</summary>
    public required bool IsRefusal { get; init; }

    /// <summary>Where the response comes from; whole sources are held out together.</summary>
    public string Source { get; init; } = "";

    /// <summary>The model that answered.</summary>
    public string Model { get; init; } = "";

    /// <summary>How much the example counts; 1 by default.</summary>
    public double Weight { get; init; } = 1;
}
