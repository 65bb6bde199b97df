namespace Demur.Papers;

/// <summary>One of the papers whose methods Demur holds or will hold.</summary>
public sealed record Paper
{
    /// <summary>The number in the catalogue, two digits, such as <c>01</c>.</summary>
    public required string Number { get; init; }

    /// <summary>A handle of a few words, such as <c>SMOTE</c>, where the title is too long to say.</summary>
    public required string Name { get; init; }

    /// <summary>The title as published.</summary>
    public required string Title { get; init; }

    /// <summary>When it first appeared: <c>yyyy-MM</c>, or <c>yyyy</c> where only the year is known.</summary>
    public required string Date { get; init; }

    /// <summary>The arXiv identifier without version, such as <c>2306.03423</c>; null when the paper is not on arXiv.</summary>
    public string? ArXiv { get; init; }

    /// <summary>The conference or journal; null for a preprint.</summary>
    public string? Venue { get; init; }

    /// <summary>The project that holds or will hold the method, such as <c>Demur.Audit</c>.</summary>
    public required string Module { get; init; }

    /// <summary>What a user does with it: audit, guard, probe, tune, forget, classify, vision, retrieve or learn.</summary>
    public required string Verb { get; init; }

    /// <summary>What the method does, in one sentence of at most 200 characters.</summary>
    public required string Summary { get; init; }

    /// <summary>The main measurable claim of the authors, in one sentence.</summary>
    public required string Claim { get; init; }

    /// <summary>Whether the claim's figures were checked against the paper or its code; otherwise they are as commonly reported.</summary>
    public bool ClaimChecked { get; init; }

    /// <summary>Three to eight search words.</summary>
    public IReadOnlyList<string> Keywords { get; init; } = [];

    /// <summary>The authors' own code; null when none is known.</summary>
    public Uri? Repository { get; init; }

    /// <summary>How far the method has come; <see cref="PaperStatus.Planned"/> by default.</summary>
    public PaperStatus Status { get; init; }

    /// <summary>The paper's page on arXiv; null when it is not there.</summary>
    public Uri? Link => ArXiv is null ? null : new Uri($"https://arxiv.org/abs/{ArXiv}");
}
