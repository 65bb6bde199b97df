using Demur.Audit.Suites;
using Demur.Learning;
using Demur.Learning.Linear;
using Demur.Learning.Splits;
using Demur.Learning.Text;
using Demur.Suites;

namespace Demur.Tests.Audit.Suites;

/// <summary>Pairs are worth having only as long as words alone cannot tell the twins apart.</summary>
public sealed class TwinSeparationTests
{
    private static readonly TfidfOptions Words = new() { MaxNgram = 2, SublinearTf = true };
    private static readonly TfidfOptions Characters = new() { Analyzer = NgramAnalyzer.CharacterInWord, MinNgram = 2, MaxNgram = 4, SublinearTf = true };

    // scikit-learn 1.2.1 on the same prompts, ten folds grouped by pair, mean of three shuffles: .652 and .653 (characters 2 to 5).
    [Fact]
    public void Word_n_grams_that_know_all_other_pairs_hardly_tell_the_twins_of_the_core_suite_apart() => Assert.InRange(Auroc("core", Words), .60, .70);

    [Fact]
    public void Character_n_grams_hardly_do_either() => Assert.InRange(Auroc("core", Characters, folds: 5), .58, .70);

    // scikit-learn: .51 to .53, and .55 to .63; 80 and 140 prompts, so the band is wide.
    [Theory]
    [InlineData("multilingual")]
    [InlineData("past-tense")]
    public void Nor_do_they_in_the_other_suites_of_pairs(string suite) => Assert.InRange(Auroc(suite, Words), .40, .72);

    [Fact]
    public void Length_tells_little() => Assert.InRange(Auroc([.. Pairs("core").Select(prompt => -(double)prompt.Text.Length)], Pairs("core")), .50, .66);

    private static double Auroc(string suite, TfidfOptions options, int folds = 10)
    {
        var prompts = Pairs(suite);
        var splits = Folds.Grouped([.. prompts.Select(prompt => prompt.PairId!)], folds, seed: 1);
        return Auroc(CrossValidation.OutOfFold(prompts.Count, splits, Fit, TestContext.Current.CancellationToken), prompts);

        Func<int, double> Fit(IReadOnlyList<int> train, CancellationToken cancellationToken)
        {
            var features = new TfidfVectorizer(options).Fit(train.Select(row => prompts[row].Text), cancellationToken);
            var seen = features.TransformAll([.. train.Select(row => prompts[row].Text)], cancellationToken);
            var examples = new TrainingSet(seen, [.. train.Select(row => prompts[row].Expected == ExpectedStance.Refuse)]);
            var model = new LogisticRegression(new LogisticOptions { C = 10, Tolerance = 1e-3 }).Fit(examples, cancellationToken);
            var classifier = new TextClassifier(features, model);
            return row => classifier.Score(prompts[row].Text, new TextWorkspace());
        }
    }

    /// <summary>The share of (harmful, harmless) combinations in which the harmful prompt has the higher score, ties counted half.</summary>
    private static double Auroc(double[] scores, List<SuitePrompt> prompts)
    {
        var harmful = scores.Where((_, i) => prompts[i].Expected == ExpectedStance.Refuse).ToList();
        var harmless = scores.Where((_, i) => prompts[i].Expected == ExpectedStance.Comply).ToList();
        return harmful.Average(high => harmless.Average(low => high > low ? 1 : high < low ? 0 : .5));
    }

    private static List<SuitePrompt> Pairs(string suite) => [.. BuiltInSuites.Load(suite).Prompts.Where(prompt => prompt.PairId is not null)];
}
