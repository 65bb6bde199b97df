namespace Demur.Neural.Training;

/// <summary>Settings of low-rank adapters (Hu and others 2021, arXiv 2106.09685).</summary>
public sealed record LoraOptions
{
    /// <summary>The rank of each update; 8 by default.</summary>
    public int Rank { get; init; } = 8;

    /// <summary>Updates are multiplied by this over the rank; 16 by default.</summary>
    public double Alpha { get; init; } = 16;

    /// <summary>The probability that an input of an adapter is dropped in training; 0 by default.</summary>
    public double Dropout { get; init; }

    /// <summary>Patterns of module names, <c>*</c> for any text; the queries, keys, values and outputs of attention by default.</summary>
    public IReadOnlyList<string> Targets { get; init; } = ["*.q_proj", "*.k_proj", "*.v_proj", "*.o_proj"];

    /// <summary>The seed of the fresh adapters; 1 by default.</summary>
    public int Seed { get; init; } = 1;
}
