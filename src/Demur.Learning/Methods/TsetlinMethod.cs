using Demur.Learning.Tables;
using Demur.Learning.Text;
using Demur.Learning.Tsetlin;
using Demur.Progress;

namespace Demur.Learning.Methods;

/// <summary>A Tsetlin Machine on bits: n-grams there or not, thresholds passed or not, categories (arXiv 1809.04547). Its rules are short, for people to read.</summary>
public sealed class TsetlinMethod : EncodedMethod
{
    private static readonly MethodSetting Clauses = new("clauses", 200, 2, 100_000, "The number of rules of each class.");
    private static readonly MethodSetting T = new("t", 2000, 1, 1e7, "The sum of votes at which a class is sure.");
    private static readonly MethodSetting S = new("s", 5, 1.001, 1e4, "How specific rules become.");
    private static readonly MethodSetting Epochs = new("epochs", 30, 1, 10_000, "How often the examples are gone through.");
    private static readonly MethodSetting Literals = new("literals", 16, 1, 1e6, "The most conditions that a rule gathers.");
    private static readonly MethodSetting Boost = new("boost", 1, 0, 1, "1 memorises true conditions always; 0, by chance, is better where many labels are wrong.");
    private static readonly MethodSetting Drop = new("drop", 0, 0, 0.99, "The share of rules that sit out an epoch.");
    private static readonly MethodSetting Focus = new("focus", 0, 0, 1, "1 draws the class that learns the contrary by its wrong votes; helps with many classes.");
    private static readonly MethodSetting Weights = new("weights", 1, 0, 1, "1 lets rules learn how many votes they have; 0 gives each one vote, and asks for more rules and a small t.");
    private static readonly MethodSetting Shared = new("shared", 0, 0, 1, "1 lets all classes share the rules, each with its own votes (coalesced).");
    private static readonly MethodSetting Bits = new("bits", 5000, 1, 1e6, "The words and thresholds that are looked at, by chi-square.");

    /// <inheritdoc/>
    public override string Name => "tsetlin";

    /// <inheritdoc/>
    public override string Summary => "Tsetlin Machine: learns rules of words and values that people can read and sign off.";

    /// <inheritdoc/>
    public override IReadOnlyList<MethodSetting> Settings => [Clauses, T, S, Epochs, Literals, Boost, Drop, Focus, Weights, Shared, Bits];

    /// <inheritdoc/>
    protected override EncodingOptions Encoding(Table table, MethodSettings settings)
    {
        ArgumentNullException.ThrowIfNull(table);

        // The paper's ten texts suit tens of thousands of them; of a few hundred texts most telling words stand in fewer.
        var fewestTexts = Math.Clamp(table.Count / 500, 2, 10);
        return new EncodingOptions
        {
            Bits = true,
            Text = new TfidfOptions { MaxNgram = 2, MinDocumentFrequency = DocumentFrequency.Count(fewestTexts) },
        };
    }

    /// <inheritdoc/>
    protected override ILearner Learner(Table table, MethodSettings settings, IProgress<ProgressEvent>? progress)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var options = new TsetlinOptions
        {
            Clauses = settings.Whole(Clauses),
            T = settings.Whole(T),
            S = settings[S],
            Epochs = settings.Whole(Epochs),
            LiteralBudget = settings.Whole(Literals),
            Boost = settings.Whole(Boost) == 1,
            ClauseDrop = settings[Drop],
            FocusedNegativeSampling = settings.Whole(Focus) == 1,
            Weighted = settings.Whole(Weights) == 1,
        };
        return new TsetlinLearner(new TsetlinLearnerOptions { Machine = options, IsCoalesced = settings.Whole(Shared) == 1, MaxBits = settings.Whole(Bits) });
    }
}
