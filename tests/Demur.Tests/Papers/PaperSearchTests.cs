using Demur.Papers;
using Demur.Testing;

namespace Demur.Tests.Papers;

public sealed class PaperSearchTests
{
    [Theory]
    [InlineData("refusal direction", "05")]
    [InlineData("predict refusals before asking", "01")]
    [InlineData("forgetting faces of persons", "24")]
    [InlineData("unlearn without labels", "40")]
    [InlineData("was this text in the training data", "55")]
    [InlineData("over-refusal of image generators", "43")]
    [InlineData("rare classes and noisy labels", "13")]
    [InlineData("oversampling the minority class", "21")]
    [InlineData("x-ray luggage", "19")]
    [InlineData("mixture of experts", "25")]
    [InlineData("missing values in time series", "11")]
    [InlineData("legal precedents", "52")]
    [InlineData("early detection of depression", "41")]
    [InlineData("past tense jailbreaks", "06")]
    [InlineData("Tsetlin", "07")]
    [InlineData("reasoning models that think", "08")]
    [InlineData("say I don't know", "09")]
    [InlineData("commonsense questions", "45")]
    [InlineData("poisoned alignment data", "37")]
    [InlineData("defects in industrial images without labels", "22")]
    public void The_expected_paper_is_the_first_or_second_hit(string words, string expected) =>
        Assert.Contains(expected, PaperCatalogue.Default.Search(words, 2).Select(match => match.Paper.Number));

    [Fact]
    public void Scores_are_the_cosines_worked_by_hand()
    {
        var both = Paper("01", "alpha beta");
        var one = Paper("02", "alpha");
        var catalogue = new PaperCatalogue([both, one]);

        // Two papers; df(alpha) = 2, so idf = ln(3/3) + 1 = 1; df(beta) = 1, so idf = ln(3/2) + 1 = 1.405465. Both stems have frequency 3 in
        // paper 01, which cancels: its unit vector is (1, 1.405465) / 1.724910 = (0.579740, 0.814802). Paper 02 is (1, 0).
        var beta = catalogue.Search("beta");
        var alphaBeta = catalogue.Search("alpha beta");

        Assert.Equal("01", Assert.Single(beta).Paper.Number);
        Assert.Equal(0.814802, beta[0].Score, 5e-6);
        Assert.Equal(["01", "02"], alphaBeta.Select(match => match.Paper.Number));
        Assert.Equal(1, alphaBeta[0].Score, 1e-12);
        Assert.Equal(0.579740, alphaBeta[1].Score, 5e-6);
    }

    [Fact]
    public void A_title_counts_three_times_a_claim_once_and_repetition_less_and_less()
    {
        var catalogue = new PaperCatalogue([Paper("01", "alpha") with { Claim = "beta beta" }]);

        // One paper: idf = ln(2/2) + 1 = 1. Frequencies 3 and 2 enter as 1 + ln 3 = 2.098612 and 1 + ln 2 = 1.693147; length 2.696464.
        Assert.Equal(2.098612 / 2.696464, Assert.Single(catalogue.Search("alpha")).Score, 1e-6);
        Assert.Equal(1.693147 / 2.696464, Assert.Single(catalogue.Search("beta")).Score, 1e-6);
    }

    [Fact]
    public void Inflections_meet_and_the_querys_own_words_are_returned()
    {
        var match = PaperCatalogue.Default.Search("Forgetting zebras, labels").First(match => match.Paper.Number == "40");

        Assert.Equal(["forgetting", "labels"], match.Words);
    }

    [Theory]
    [InlineData("")]
    [InlineData("the of and")]
    [InlineData("zebras?!")]
    public void Words_that_no_paper_holds_find_nothing(string words) => Assert.Empty(PaperCatalogue.Default.Search(words));

    [Fact]
    public void Equal_papers_rank_by_number() =>
        Assert.Equal(["01", "02"], new PaperCatalogue([Paper("02", "alpha"), Paper("01", "alpha")]).Search("alpha").Select(match => match.Paper.Number));

    private static Paper Paper(string number, string title) => new()
    {
        Number = number,
        Name = "",
        Title = title,
        Date = "2020",
        Module = "Demur",
        Verb = "learn",
        Summary = "",
        Claim = "",
    };

    [Fact]
    public void An_encoder_ranks_by_the_cosine_of_meaning_whether_words_are_shared_or_not()
    {
        // The encoder sees two axes; of the catalogue only sheets about unlearning lie on the query's.
        var encoder = new FakeSentenceEncoder("axes", 2, text => text.Contains("oblivion", StringComparison.Ordinal) ? [1, 0] : text.Contains("nlearn", StringComparison.Ordinal) ? [0.8f, 0.6f] : [0, 1]);

        var found = PaperCatalogue.Default.Search("oblivion", encoder, count: 60);

        Assert.NotEmpty(found);
        Assert.All(found, match => Assert.Equal(0.8, match.Score, 1e-6));
        Assert.All(found, match => Assert.Contains("nlearn", $"{match.Paper.Title}. {match.Paper.Summary} {match.Paper.Claim}", StringComparison.Ordinal));
        Assert.All(found, match => Assert.Empty(match.Words));
        Assert.Equal(found.Select(match => match.Paper.Number).Order(StringComparer.Ordinal), found.Select(match => match.Paper.Number));
    }
}
