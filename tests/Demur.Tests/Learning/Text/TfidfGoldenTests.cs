using Demur.Learning.Text;

namespace Demur.Tests.Learning.Text;

public sealed class TfidfGoldenTests
{
    private static readonly Dictionary<string, TfidfOptions> Configurations = new(StringComparer.Ordinal)
    {
        ["paper"] = new(),
        ["unigrams"] = Words(1, 1),
        ["bigrams_only"] = Words(2, 2),
        ["sublinear"] = Words(1, 2) with { SublinearTf = true },
        ["binary_l1"] = Words(1, 1) with { Binary = true, Norm = RowNorm.L1 },
        ["plain_counts"] = Words(1, 1) with { UseIdf = false, Norm = RowNorm.None },
        ["rough_idf"] = Words(1, 1) with { SmoothIdf = false },
        ["limits"] = Words(1, 2) with { MinDocumentFrequency = DocumentFrequency.Count(2), MaxDocumentFrequency = DocumentFrequency.Fraction(0.2) },
        ["one_letter_words"] = Words(1, 1) with { MinWordLength = 1 },
        ["cased"] = Words(1, 1) with { Lowercase = false },
        ["char"] = Words(1, 3) with { Analyzer = NgramAnalyzer.Character },
        ["char_wb"] = Words(2, 5) with { Analyzer = NgramAnalyzer.CharacterInWord },
        ["char_wb_long"] = Words(4, 6) with { Analyzer = NgramAnalyzer.CharacterInWord, SublinearTf = true },
    };

    public static TheoryData<string> Names => [.. Configurations.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Vocabulary_weights_and_rows_are_those_of_scikit_learn(string name)
    {
        var golden = Golden.Read("tfidf");
        var texts = golden.Strings("texts");
        var expected = golden.GetProperty("configs").GetProperty(name);

        var model = new TfidfVectorizer(Configurations[name]).Fit(texts, TestContext.Current.CancellationToken);
        var rows = model.TransformAll(texts, TestContext.Current.CancellationToken);

        Assert.Equal(expected.Strings("vocabulary"), Enumerable.Range(0, model.FeatureCount).Select(model.FeatureName));
        if (Configurations[name].UseIdf)
        {
            Golden.Close(expected.Doubles("idf"), model.Idf, 1e-12);
        }

        var starts = expected.Integers("indptr");
        for (var i = 0; i < texts.Length; i++)
        {
            Assert.Equal(expected.Integers("indices")[starts[i]..starts[i + 1]], rows.Row(i).Indices.ToArray());
            Golden.Close(expected.Doubles("values").AsSpan(starts[i]..starts[i + 1]), rows.Row(i).Values, 1e-12);
        }
    }

    [Fact]
    public void A_feature_limit_keeps_the_most_frequent_and_breaks_ties_by_the_alphabet()
    {
        var model = new TfidfVectorizer(Words(1, 1) with { MaxFeatures = 3 }).Fit(["dd bb cc aa", "dd cc", "dd"], TestContext.Current.CancellationToken);

        Assert.Equal(["aa", "cc", "dd"], Enumerable.Range(0, 3).Select(model.FeatureName));
    }

    private static TfidfOptions Words(int min, int max) => new() { MinNgram = min, MaxNgram = max };
}
