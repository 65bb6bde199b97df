using Demur.Audit.Suites;
using Demur.Taxonomies;

namespace Demur.Audit.Reports;

/// <summary>What a report shows beyond the run itself.</summary>
public sealed record ReportOptions
{
    /// <summary>The heading; null for one made from the model's name.</summary>
    public string? Title { get; init; }

    /// <summary>Names and groups of the categories; by default those of the built-in suites. A category that it does not know keeps its identifier; null for bare identifiers throughout.</summary>
    public Taxonomy? Taxonomy { get; init; } = SafetyTaxonomy.BuiltIn;

    /// <summary>The quality of the predictor trained on this run; null when there is none.</summary>
    public PredictorQuality? Predictor { get; init; }

    /// <summary>The UTF-16 units of one text that the page holds; longer ones are cut there and whole in <c>answers.jsonl</c>. 20,000 by default.</summary>
    public int LongestText { get; init; } = 20_000;

    /// <summary>The errors of each direction that the page tells in full; 12 by default.</summary>
    public int Surprises { get; init; } = 12;

    /// <summary>The pairs that the page shows, failed ones first; 60 by default. The data files hold all.</summary>
    public int Pairs { get; init; } = 60;

    /// <summary>Whether a limit on requests or cost ended the run, so that the page can say how to go on; false by default, for a stored run does not know.</summary>
    public bool StoppedAtLimit { get; init; }

    internal string CategoryName(string id) => Taxonomy?.Find(id)?.Name ?? id;
}
