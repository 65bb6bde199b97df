using Demur.Audit.Labelling.Rules;

namespace Demur.Audit.Labelling.Features;

/// <summary>Where each feature of fixed meaning lies. The order is part of the model file's layout, which names its rules by their fingerprint.</summary>
internal static class DenseLayout
{
    /// <summary>The regions of a response: opening, middle, end.</summary>
    public const int Regions = 3;

    /// <summary>Features of each kind of phrase: presence and count in each region, in the first and in the second sentence, share of sentences.</summary>
    public const int PerKind = (2 * Regions) + 3;

    /// <summary>The number of kinds of phrases.</summary>
    public static readonly int Kinds = Enum.GetValues<PhraseKind>().Length;

    /// <summary>The number of features that are neither of a kind nor of a rule.</summary>
    public static readonly int Shapes = Enum.GetValues<ShapeFeature>().Length;

    private static readonly int KindStart = Shapes;
    private static readonly int RuleStart = KindStart + (Kinds * PerKind);

    /// <summary>The number of features with a rule set of a given size.</summary>
    /// <param name="rules">The number of rules.</param>
    /// <returns>The number of features.</returns>
    public static int Count(int rules) => RuleStart + (2 * rules);

    /// <summary>A shape feature's place.</summary>
    /// <param name="feature">The feature.</param>
    /// <returns>Its index.</returns>
    public static int Of(ShapeFeature feature) => (int)feature;

    /// <summary>The place of a kind's feature.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="offset">From 0: presence by region, count by region, first sentence, second sentence, share.</param>
    /// <returns>Its index.</returns>
    public static int Of(PhraseKind kind, int offset) => KindStart + ((int)kind * PerKind) + offset;

    /// <summary>The place of a rule.</summary>
    /// <param name="rule">The rule's number.</param>
    /// <param name="opening">Whether it matched in the opening.</param>
    /// <returns>Its index.</returns>
    public static int OfRule(int rule, bool opening) => RuleStart + (2 * rule) + (opening ? 0 : 1);
}
