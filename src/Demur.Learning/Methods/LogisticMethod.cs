using Demur.Learning.Linear;
using Demur.Learning.Tables;
using Demur.Progress;

namespace Demur.Learning.Methods;

/// <summary>Logistic regression on TF-IDF, standardised numbers and categories: arXiv 2306.03423's settings.</summary>
public sealed class LogisticMethod : EncodedMethod
{
    private static readonly MethodSetting C = new("c", 10, 1e-6, 1e6, "How freely weights may grow; small values smooth more.");

    /// <inheritdoc/>
    public override string Name => "logistic";

    /// <inheritdoc/>
    public override string Summary => "Logistic regression: fast, honest probabilities, one weight a word.";

    /// <inheritdoc/>
    public override IReadOnlyList<MethodSetting> Settings => [C];

    /// <inheritdoc/>
    protected override ILearner Learner(Table table, MethodSettings settings, IProgress<ProgressEvent>? progress)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return new OneVersusRest(new LogisticRegression(new LogisticOptions { C = settings[C] }));
    }
}
