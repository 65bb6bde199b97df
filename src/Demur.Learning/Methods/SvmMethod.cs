using Demur.Learning.Linear;
using Demur.Learning.Tables;
using Demur.Progress;

namespace Demur.Learning.Methods;

/// <summary>A linear support vector machine on TF-IDF, standardised numbers and categories.</summary>
public sealed class SvmMethod : EncodedMethod
{
    private static readonly MethodSetting C = new("c", 1, 1e-6, 1e6, "How much a wrong example costs; small values smooth more.");

    /// <inheritdoc/>
    public override string Name => "svm";

    /// <inheritdoc/>
    public override string Summary => "Linear support vector machine: often the most accurate on text, its scores are margins.";

    /// <inheritdoc/>
    public override IReadOnlyList<MethodSetting> Settings => [C];

    /// <inheritdoc/>
    protected override ILearner Learner(Table table, MethodSettings settings, IProgress<ProgressEvent>? progress)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return new OneVersusRest(new LinearSvm(new LinearSvmOptions { C = settings[C] }));
    }
}
