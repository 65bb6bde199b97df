using Demur.Taxonomies;

namespace Demur.Audit.Suites;

/// <summary>
/// The taxonomy of the built-in suites: 52 categories of harm in eight groups, the everyday tasks beside them, and the limits of an assistant.
/// Where a category has a counterpart, <see cref="Category.SameAs"/> names its number among the 44 topics of SORRY-Bench (arXiv 2406.14598)
/// and its MLCommons hazard.
/// </summary>
public static class SafetyTaxonomy
{
    private static readonly Lazy<Taxonomy> Loaded = new(Load);

    /// <summary>The taxonomy; read once, safe to share between threads.</summary>
    public static Taxonomy BuiltIn => Loaded.Value;

    private static Taxonomy Load()
    {
        using var stream = EmbeddedFile.Open("Suites/taxonomy.json");
        return Taxonomy.Load(stream, "taxonomy.json");
    }
}
