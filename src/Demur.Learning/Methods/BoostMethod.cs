using Demur.Learning.Tables;
using Demur.Learning.Trees;
using Demur.Progress;

namespace Demur.Learning.Methods;

/// <summary>Gradient-boosted trees on TF-IDF, standardised numbers and categories.</summary>
public sealed class BoostMethod : EncodedMethod
{
    private static readonly MethodSetting Trees = new("trees", 100, 1, 100_000, "The number of trees.");
    private static readonly MethodSetting Depth = new("depth", 4, 1, 16, "The most questions that a tree asks one after the other.");
    private static readonly MethodSetting Rate = new("rate", 0.1, 1e-4, 1, "How much each tree may correct.");

    /// <inheritdoc/>
    public override string Name => "boost";

    /// <inheritdoc/>
    public override string Summary => "Gradient-boosted trees: often the most accurate on tables.";

    /// <inheritdoc/>
    public override IReadOnlyList<MethodSetting> Settings => [Trees, Depth, Rate];

    /// <inheritdoc/>
    protected override ILearner Learner(Table table, MethodSettings settings, IProgress<ProgressEvent>? progress)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return new OneVersusRest(new GradientTrees(new GradientTreesOptions { Trees = settings.Whole(Trees), Depth = settings.Whole(Depth), LearningRate = settings[Rate] }));
    }
}
