using Demur.Learning.Bayes;
using Demur.Learning.Tables;
using Demur.Progress;

namespace Demur.Learning.Methods;

/// <summary>Naive Bayes on bits: of counts of n-grams where there is text, of presence and absence where there is none.</summary>
public sealed class BayesMethod : EncodedMethod
{
    private static readonly MethodSetting Smoothing = new("smoothing", 1, 1e-9, 1e3, "What is added to every count.");

    /// <inheritdoc/>
    public override string Name => "bayes";

    /// <inheritdoc/>
    public override string Summary => "Naive Bayes: trains in one pass, needs little data, too sure of itself.";

    /// <inheritdoc/>
    public override IReadOnlyList<MethodSetting> Settings => [Smoothing];

    /// <inheritdoc/>
    protected override EncodingOptions Encoding(Table table, MethodSettings settings) => new() { Bits = true };

    /// <inheritdoc/>
    protected override ILearner Learner(Table table, MethodSettings settings, IProgress<ProgressEvent>? progress)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(settings);
        var options = new NaiveBayesOptions { Smoothing = settings[Smoothing] };
        var hasText = table.Schema.Columns.Any(column => column.Kind == ColumnKind.Text);
        return new OneVersusRest(hasText ? new MultinomialNaiveBayes(options) : new BernoulliNaiveBayes(options));
    }
}
