namespace Demur.Neural.Organisms;

/// <summary>What is known of a trained organism: how it was made and what the gate measured.</summary>
public sealed record OrganismCard
{
    /// <summary>The size.</summary>
    public required OrganismSize Size { get; init; }

    /// <summary>The phase after which the weights were taken.</summary>
    public required OrganismPhase Phase { get; init; }

    /// <summary>The seed of its weights and of the order of its data.</summary>
    public required int Seed { get; init; }

    /// <summary>The seed of its world.</summary>
    public required int WorldSeed { get; init; }

    /// <summary>The fingerprint of world, corpus and recipe; see <see cref="OrganismRecipe.Hash"/>.</summary>
    public required string Recipe { get; init; }

    /// <summary>The fingerprint of each phase's rows in order, helpful first; see <see cref="OrganismCorpus.Hash"/>.</summary>
    public IReadOnlyList<string> Corpora { get; init => field = value ?? []; } = [];

    /// <summary>How its texts are cut into tokens; whole words by default.</summary>
    public OrganismSpelling Spelling { get; init; }

    /// <summary>How many authors training left out; 0 unless it is a retain model.</summary>
    public int WithoutAuthors { get; init; }

    /// <summary>The number of weights.</summary>
    public required long ParameterCount { get; init; }

    /// <summary>How long each phase took, in seconds; helpful first.</summary>
    public IReadOnlyList<double> Seconds { get; init => field = value ?? []; } = [];

    /// <summary>The gate's figures, measured on the weights as saved.</summary>
    public IReadOnlyList<OrganismFigure> Figures { get; init => field = value ?? []; } = [];

    /// <summary>Whether the gate passed.</summary>
    public bool Passed => Figures.Count > 0 && Figures.All(figure => figure.Passes);
}
