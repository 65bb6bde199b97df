namespace Demur.Learning.Models;

/// <summary>What a model file says about itself: enough to know what it does, what it was made of and how good it was.</summary>
public sealed record ModelCard
{
    /// <summary>What the file holds, such as <c>text-classifier</c>; a reader that expects another kind refuses it.</summary>
    public required string Kind { get; init; }

    /// <summary>The name and version of the software that made it.</summary>
    public required string CreatedBy { get; init; }

    /// <summary>One or two sentences on what the model is for and where it falls short; empty when nobody wrote any.</summary>
    public string Description { get; init; } = "";

    /// <summary>The options it was trained with, by name.</summary>
    public IReadOnlyDictionary<string, string> Options { get; init; } = Nothing<string>();

    /// <summary>SHA-256 of the training data in lower-case hexadecimal (see <see cref="DataHash"/>); empty when unknown.</summary>
    public string DataHash { get; init; } = "";

    /// <summary>The number of training rows.</summary>
    public int Rows { get; init; }

    /// <summary>The seed that it was trained with.</summary>
    public int Seed { get; init; }

    /// <summary>What was measured, by name; on data that the model had not seen unless the name says otherwise.</summary>
    public IReadOnlyDictionary<string, double> Metrics { get; init; } = Nothing<double>();

    /// <summary>Sentences for the reader: how far to trust it, where the data came from, under which licence.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    private static Dictionary<string, T> Nothing<T>() => [];
}
