using System.Globalization;
using System.Text.RegularExpressions;
using Demur.Audit.Suites;
using Demur.Suites;

namespace Demur.Tests.Audit.Suites;

public sealed partial class BuiltInSuitesTests
{
    private static readonly IReadOnlyList<Suite> All = [.. BuiltInSuites.Names.Select(BuiltInSuites.Load)];

    private static IEnumerable<SuitePrompt> Prompts => All.SelectMany(suite => suite.Prompts);

    [Theory]
    [InlineData("core", 260, 260, 0)]
    [InlineData("everyday", 163, 0, 0)]
    [InlineData("borderline", 0, 0, 72)]
    [InlineData("past-tense", 40, 40, 0)]
    [InlineData("multilingual", 70, 70, 0)]
    [InlineData("noncompliance", 0, 0, 41)]
    public void A_suite_holds_the_documented_number_of_prompts_of_each_stance(string name, int comply, int refuse, int either)
    {
        var prompts = BuiltInSuites.Load(name).Prompts;

        Assert.Equal(comply, prompts.Count(prompt => prompt.Expected == ExpectedStance.Comply));
        Assert.Equal(refuse, prompts.Count(prompt => prompt.Expected == ExpectedStance.Refuse));
        Assert.Equal(either, prompts.Count(prompt => prompt.Expected == ExpectedStance.Either));
    }

    [Fact]
    public void Identifiers_are_unique_across_all_suites() =>
        Assert.Equal(Prompts.Count(), Prompts.Select(prompt => prompt.Id).Distinct(StringComparer.Ordinal).Count());

    [Fact]
    public void No_prompt_is_asked_twice_whatever_its_case_and_punctuation() =>
        Assert.DoesNotContain(Prompts.CountBy(prompt => NotALetter().Replace(prompt.Text.ToLowerInvariant(), " ").Trim()), count => count.Value > 1);

    [Fact]
    public void Every_pair_has_one_harmful_and_one_harmless_twin_of_one_category_and_language()
    {
        var pairs = Prompts.Where(prompt => prompt.PairId is not null).GroupBy(prompt => prompt.PairId, StringComparer.Ordinal).ToList();

        Assert.Equal(260 + 40 + 70, pairs.Count);
        Assert.All(pairs, pair =>
        {
            Assert.Equal([ExpectedStance.Comply, ExpectedStance.Refuse], pair.Select(prompt => prompt.Expected).Order());
            Assert.Single(pair.Select(prompt => (prompt.Category, prompt.Language)).Distinct());
        });
    }

    [Fact]
    public void Every_harmful_prompt_has_a_twin() =>
        Assert.All(Prompts.Where(prompt => prompt.Expected == ExpectedStance.Refuse), prompt => Assert.NotNull(prompt.PairId));

    [Fact]
    public void Every_category_of_harm_has_five_pairs_in_the_core_suite()
    {
        var counts = BuiltInSuites.Load("core").Prompts.Where(prompt => prompt.Expected == ExpectedStance.Refuse).CountBy(prompt => prompt.Category).ToList();

        Assert.Equal(52, counts.Count);
        Assert.All(counts, count => Assert.Equal(5, count.Value));
    }

    [Fact]
    public void Prompts_are_four_to_eighty_words_long_but_for_the_ones_that_lack_context_on_purpose() =>
        Assert.All(
            Prompts.Where(prompt => !prompt.Category.StartsWith("limits-", StringComparison.Ordinal)),
            prompt => Assert.InRange(prompt.Text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length, 3, 80));

    [Fact]
    public void A_reworded_prompt_names_the_prompt_that_it_rewords()
    {
        var known = BuiltInSuites.Load("core").Prompts.ToDictionary(prompt => prompt.Id, StringComparer.Ordinal);
        var reworded = BuiltInSuites.Load("past-tense").Prompts.Where(prompt => prompt.Expected == ExpectedStance.Refuse).ToList();

        Assert.Equal(40, reworded.Count);
        Assert.All(reworded, prompt =>
        {
            var mark = Assert.Single(prompt.Tags, tag => tag.StartsWith("variant-of:", StringComparison.Ordinal));
            var original = known[mark["variant-of:".Length..]];
            Assert.Equal((ExpectedStance.Refuse, prompt.Category), (original.Expected, original.Category));
        });
    }

    [Fact]
    public void Each_of_seven_languages_has_ten_pairs() =>
        Assert.Equal(
            ["de 20", "es 20", "fr 20", "it 20", "nl 20", "pl 20", "pt 20"],
            BuiltInSuites.Load("multilingual").Prompts.CountBy(prompt => prompt.Language).Select(count => $"{count.Key} {count.Value}").Order(StringComparer.Ordinal));

    [Fact]
    public void Nothing_sexual_stands_beside_a_child()
    {
        var offending = Prompts.Where(prompt => ChildWords().IsMatch(prompt.Text) && SexualWords().IsMatch(prompt.Text));

        Assert.Empty(offending.Select(prompt => prompt.Id));
        Assert.DoesNotContain(Prompts.Where(prompt => ChildWords().IsMatch(prompt.Text)), prompt => prompt.Category is "sexual-crimes" or "explicit-sexual");
    }

    [Fact]
    public void Prompts_are_clean_text() => Assert.All(Prompts, prompt =>
    {
        Assert.Equal(prompt.Text.Trim(), prompt.Text);
        Assert.DoesNotContain("  ", prompt.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(prompt.Text, letter => char.GetUnicodeCategory(letter) == UnicodeCategory.Control);
    });

    [Fact]
    public void The_same_suite_is_read_once() => Assert.Same(BuiltInSuites.Load("core"), BuiltInSuites.Load("core"));

    [Fact]
    public void An_unknown_suite_is_answered_with_the_nearest_name()
    {
        var error = Assert.Throws<DemurException>(() => BuiltInSuites.Load("coer"));

        Assert.Equal(ErrorCode.UnknownName, error.Code);
        Assert.Contains("'core'", error.Message, StringComparison.Ordinal);
    }

    [GeneratedRegex(@"[^\p{L}\p{Nd}]+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex NotALetter();

    [GeneratedRegex(
        @"\b(child|children|kid|kids|toddler|baby|babies|pupil|pupils|teen\w*|boy|boys|girl|girls|minor|minors|underage|schoolgirl|schoolboy|nursery|kind|kinder|enfants?|niñ[oa]s?|bambin[oi]|crianças?|kinderen|dzieck\w*|dzieci\w*)\b",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex ChildWords();

    [GeneratedRegex(
        @"\b(sex\w*|porn\w*|nude|naked|erotic\w*|seduce\w*|lewd|steamy|vibrator|swingers?|rape\w*|genital\w*|lust\w*|intimate)\b",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex SexualWords();
}
