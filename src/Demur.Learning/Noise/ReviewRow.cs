namespace Demur.Learning.Noise;

/// <summary>One line of a review file: a suspect with its evidence, and room for a person's decision.</summary>
public sealed record ReviewRow
{
    /// <summary>The row in the data, from 0.</summary>
    public required int Row { get; init; }

    /// <summary>What the person decides: <c>keep</c> (or nothing), <c>drop</c>, <c>accept</c> for the suggestion, or a label in <see cref="NewLabel"/>.</summary>
    public string Decision { get; init; } = "";

    /// <summary>A label of the person's own; it counts when <see cref="Decision"/> is empty.</summary>
    public string NewLabel { get; init; } = "";

    /// <summary>The text.</summary>
    public string Text { get; init; } = "";

    /// <summary>The label as it stands; a review of data that changed since is refused.</summary>
    public string Given { get; init; } = "";

    /// <summary>The label that the evidence speaks for; null where it speaks against the given one alone.</summary>
    public string? Suggestion { get; init; }

    /// <summary>One less the out-of-fold probability of the given label.</summary>
    public double Doubt { get; init; }

    /// <summary>The share of seeds in which the row was suspected.</summary>
    public double Stability { get; init; }

    /// <summary>The neighbours that speak against the label, nearest first.</summary>
    public IReadOnlyList<NoiseNeighbour> Neighbours { get; init; } = [];
}
