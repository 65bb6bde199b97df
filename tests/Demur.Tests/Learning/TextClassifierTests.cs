using CsCheck;
using Demur.Decisions;
using Demur.Learning;
using Demur.Learning.Linear;
using Demur.Learning.Text;

namespace Demur.Tests.Learning;

public sealed class TextClassifierTests
{
    private static readonly string[] Texts = ["I can't help", "Sure, here it is", "sorry I can't", "here is a poem", "can't do that, sorry", "the poem is here"];
    private static readonly bool[] Refusals = [true, false, true, false, true, false];
    private static readonly Gen<string> AnyText = Gen.OneOf(
        Gen.OneOf([.. new[] { "can't", "sorry", "İ", "Σ", "𐐀𐐁", "e\u0301", "\ud800", "poem", "here", "'", "\u00a0", "x" }.Select(word => Gen.Const(word))]).Array[0, 12].Select(words => string.Join(' ', words)),
        Gen.String);

    public static TheoryData<NgramAnalyzer> Analyzers => [.. Enum.GetValues<NgramAnalyzer>()];

    [Theory]
    [MemberData(nameof(Analyzers))]
    public void Contributions_and_intercept_add_up_to_the_score(NgramAnalyzer analyzer)
    {
        var classifier = Train(analyzer);

        AnyText.Sample(text =>
        {
            var sum = classifier.Explain(text, int.MaxValue).Items.Sum(item => item.Weight) + classifier.Model.Intercept;
            Assert.Equal(classifier.Score(text, new TextWorkspace()), sum, 1e-9);
        });
    }

    [Theory]
    [MemberData(nameof(Analyzers))]
    public void Every_span_holds_its_ngram_in_the_original_text(NgramAnalyzer analyzer)
    {
        var classifier = Train(analyzer);

        AnyText.Sample(text =>
        {
            foreach (var item in classifier.Explain(text, int.MaxValue).Items.Cast<NgramEvidence>())
            {
                foreach (var span in item.Spans)
                {
                    var found = text.Substring(span.Start, span.Length);
                    var words = classifier.Features.Transform(found);
                    Assert.True(analyzer != NgramAnalyzer.Word || words.Indices.Contains(((TfidfModel)classifier.Features).FindFeature(item.Ngram)), $"'{found}' does not hold '{item.Ngram}'");
                }
            }
        });
    }

    [Fact]
    public void Spans_point_at_the_words_as_they_were_written()
    {
        var evidence = Train(NgramAnalyzer.Word).Explain("SORRY —  Can't. İ sorry");

        var sorry = evidence.Items.Cast<NgramEvidence>().Single(item => item.Ngram == "sorry");
        Assert.Equal([new TextSpan(0, 5), new TextSpan(18, 5)], sorry.Spans);
        Assert.True(sorry.Weight > 0);
    }

    [Fact]
    public void The_strongest_coefficients_come_sorted_by_their_sign()
    {
        var strongest = Train(NgramAnalyzer.Word).Strongest(4);

        Assert.Equal(4, strongest.Count);
        Assert.Equal(strongest.OrderByDescending(item => item.Weight), strongest);
        Assert.Equal("can", strongest[0].Ngram);
    }

    [Theory]
    [MemberData(nameof(Analyzers))]
    public void Rows_do_not_depend_on_what_the_workspace_did_before(NgramAnalyzer analyzer)
    {
        var features = Train(analyzer).Features;
        var used = new TextWorkspace();

        AnyText.Sample(
            text =>
            {
                var expected = features.Transform(text);
                var actual = features.Transform(text.AsSpan(), used);
                Assert.Equal(expected.Indices.ToArray(), actual.Indices.ToArray());
                Assert.Equal(expected.Values.ToArray(), actual.Values.ToArray());
            },
            threads: 1);
    }

    [Fact]
    public void Scoring_allocates_nothing_once_the_buffers_have_grown()
    {
        var classifier = Train(NgramAnalyzer.Word);
        var workspace = new TextWorkspace();
        var text = string.Join(' ', Enumerable.Repeat("I can't help with this, sorry; here is a poem.", 30));
        var sum = classifier.Score(text, workspace);
        var before = GC.GetAllocatedBytesForCurrentThread();

        for (var i = 0; i < 100; i++)
        {
            sum += classifier.Score(text, workspace);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.True(double.IsFinite(sum));
    }

    [Theory]
    [MemberData(nameof(Analyzers))]
    public void Vocabulary_lookups_agree_with_a_slow_obvious_twin(NgramAnalyzer analyzer)
    {
        if (analyzer != NgramAnalyzer.Word)
        {
            return; // the characters' twin is scikit-learn itself, in TfidfGoldenTests
        }

        Gen.Char["ab c_é1'"].Array[0, 30].Select(characters => new string(characters)).Array[1, 6].Sample(texts =>
        {
            var lists = texts.Select(SlowNgrams).ToList();
            var expected = lists.SelectMany(list => list).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
            if (expected.Count == 0)
            {
                Assert.Throws<DemurException>(() => new TfidfVectorizer().Fit(texts));
                return;
            }

            var model = new TfidfVectorizer(new TfidfOptions { UseIdf = false, Norm = RowNorm.None }).Fit(texts);
            Assert.Equal(expected, Enumerable.Range(0, model.FeatureCount).Select(model.FeatureName));
            for (var i = 0; i < texts.Length; i++)
            {
                var row = model.Transform(texts[i]);
                Assert.Equal(
                    lists[i].GroupBy(term => term, StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => (double)group.Count()),
                    row.Values.ToArray());
            }
        });
    }

    private static List<string> SlowNgrams(string text)
    {
        var words = System.Text.RegularExpressions.Regex.Matches(text.ToLowerInvariant(), @"\b\w\w+\b", System.Text.RegularExpressions.RegexOptions.NonBacktracking).Select(match => match.Value).ToList();
        return [.. from size in Enumerable.Range(1, 3) from start in Enumerable.Range(0, Math.Max(0, words.Count - size + 1)) select string.Join(' ', words.Skip(start).Take(size))];
    }

    private static TextClassifier Train(NgramAnalyzer analyzer)
    {
        var features = new TfidfVectorizer(new TfidfOptions { Analyzer = analyzer }).Fit(Texts);
        return new TextClassifier(features, new LogisticRegression().Fit(new TrainingSet(features.TransformAll(Texts), Refusals)));
    }
}
