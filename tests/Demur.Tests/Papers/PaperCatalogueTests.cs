using System.Text;
using System.Text.RegularExpressions;
using Demur.Papers;

namespace Demur.Tests.Papers;

public sealed partial class PaperCatalogueTests
{
    private static readonly string[] Verbs = ["audit", "guard", "probe", "tune", "forget", "classify", "vision", "retrieve", "learn"];

    private static readonly string[] Modules =
    [
        "Demur.Audit", "Demur.Guard", "Demur.Probe", "Demur.Tune", "Demur.Forget", "Demur.Classify", "Demur.Vision", "Demur.Retrieval",
        "Demur.Learning",
    ];

    public static TheoryData<string> Numbers => [.. PaperCatalogue.Default.All.Select(paper => paper.Number)];

    [Fact]
    public void The_numbers_run_from_01_to_56() =>
        Assert.Equal(Enumerable.Range(1, 56).Select(number => number.ToString("00")), PaperCatalogue.Default.All.Select(paper => paper.Number));

    [Fact]
    public void No_two_papers_share_a_name_title_arxiv_identifier_or_repository()
    {
        var all = PaperCatalogue.Default.All;

        Assert.Equal(56, all.Select(paper => paper.Name).Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.Equal(56, all.Select(paper => paper.Title).Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.Equal(56, all.Select(paper => paper.ArXiv).Distinct(StringComparer.Ordinal).Count());
        var repositories = all.Select(paper => paper.Repository).OfType<Uri>().ToList();
        Assert.Equal(repositories.Count, repositories.Distinct().Count());
    }

    [Theory]
    [MemberData(nameof(Numbers))]
    public void Each_paper_is_complete_and_well_formed(string number)
    {
        var paper = PaperCatalogue.Default.Find(number);

        Assert.Matches(ArXivIdentifier(), paper.ArXiv);
        Assert.Matches(YearAndMonth(), paper.Date);
        Assert.Contains(paper.Module, Modules);
        Assert.Contains(paper.Verb, Verbs);
        Assert.InRange(paper.Summary.Length, 60, 200);
        Assert.EndsWith(".", paper.Summary, StringComparison.Ordinal);
        Assert.EndsWith(".", paper.Claim, StringComparison.Ordinal);
        Assert.InRange(paper.Keywords.Count, 3, 8);
        Assert.True(paper.Repository is null || paper.Repository.Host == "github.com");
    }

    [Theory]
    [MemberData(nameof(Numbers))]
    public void A_paper_first_appeared_in_the_month_that_its_arxiv_identifier_says(string number)
    {
        var paper = PaperCatalogue.Default.Find(number);

        // SMOTE was printed in 2002 and reached arXiv nine years later.
        Assert.Equal(paper.Name == "SMOTE" ? "2002" : $"20{paper.ArXiv![..2]}-{paper.ArXiv[2..4]}", paper.Date);
    }

    [Theory]
    [InlineData("1", "01")]
    [InlineData("01", "01")]
    [InlineData("56", "56")]
    [InlineData("smote", "21")]
    [InlineData("2404.05868", "54")]
    [InlineData("Teaching CLIP to say no", "53")]
    [InlineData(" I’m afraid i can’t do that ", "01")]
    public void A_paper_is_found_by_number_name_identifier_or_a_part_of_its_title(string name, string expected) =>
        Assert.Equal(expected, PaperCatalogue.Default.Find(name).Number);

    [Theory]
    [InlineData("57", "There is no paper '57'; the catalogue holds 01 to 56.")]
    [InlineData("smoet", "There is no paper 'smoet'; nearest are 21 SMOTE.")]
    [InlineData("", "There is no paper ''; the catalogue holds 01 to 56.")]
    public void An_unknown_paper_is_an_error_that_names_the_nearest(string name, string expected)
    {
        var error = Assert.Throws<DemurException>(() => PaperCatalogue.Default.Find(name));

        Assert.Equal(expected, error.Message);
        Assert.Equal(2, error.ExitCode);
    }

    [Fact]
    public void A_part_that_several_titles_hold_is_an_error_that_lists_them()
    {
        var error = Assert.Throws<DemurException>(() => PaperCatalogue.Default.Find("hard negatives"));

        Assert.Equal("'hard negatives' fits 2 papers: 10 CET, 35 STAR and ADORE; name one by its number.", error.Message);
    }

    [Fact]
    public void Two_papers_with_one_number_are_refused()
    {
        var paper = PaperCatalogue.Default.Find("01");

        var error = Assert.Throws<DemurException>(() => new PaperCatalogue([paper, paper with { Name = "other" }]));

        Assert.Equal("The catalogue has two papers with number 01; give each its own.", error.Message);
    }

    [Theory]
    [InlineData("{", "mine.json:1: not a catalogue of papers")]
    [InlineData("null", "mine.json: holds format ''")]
    [InlineData("""{"format":"demur-papers/9","papers":[]}""", "mine.json: holds format 'demur-papers/9'; expected 'demur-papers/1'")]
    [InlineData("""{"format":"demur-papers/1"}""", "mine.json: holds format 'demur-papers/1'")]
    [InlineData("""{"format":"demur-papers/1","papers":[{"number":"01"}]}""", "mine.json:1: not a catalogue of papers")]
    public void A_broken_catalogue_names_the_file_and_what_was_expected(string json, string expected)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(json));

        var error = Assert.Throws<DemurException>(() => PaperCatalogue.Load(stream, "mine.json"));

        Assert.StartsWith(expected, error.Message, StringComparison.Ordinal);
    }

    [GeneratedRegex(@"^\d{4}\.\d{4,5}$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ArXivIdentifier();

    [GeneratedRegex(@"^(19|20)\d\d(-(0[1-9]|1[0-2]))?$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex YearAndMonth();
}
