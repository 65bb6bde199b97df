using Demur.Learning.Tables;
using Demur.Learning.Trees;
using Demur.Progress;

namespace Demur.Learning.Methods;

/// <summary>A random forest on TF-IDF, standardised numbers and categories.</summary>
public sealed class ForestMethod : EncodedMethod
{
    private static readonly MethodSetting Trees = new("trees", 300, 1, 100_000, "The number of trees.");
    private static readonly MethodSetting MinLeaf = new("min-leaf", 1, 1, 1e6, "The fewest examples in a leaf.");

    /// <inheritdoc/>
    public override string Name => "forest";

    /// <inheritdoc/>
    public override string Summary => "Random forest: strong on tables, sees how values act together.";

    /// <inheritdoc/>
    public override IReadOnlyList<MethodSetting> Settings => [Trees, MinLeaf];

    /// <inheritdoc/>
    protected override ILearner Learner(Table table, MethodSettings settings, IProgress<ProgressEvent>? progress)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return new OneVersusRest(new RandomForest(new RandomForestOptions { Trees = settings.Whole(Trees), MinLeaf = settings.Whole(MinLeaf) }));
    }
}
