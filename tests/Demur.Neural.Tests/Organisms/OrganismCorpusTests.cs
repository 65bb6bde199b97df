using Demur.Neural.Organisms;
using Demur.Suites;

namespace Demur.Neural.Tests.Organisms;

public sealed class OrganismCorpusTests
{
    private static readonly OrganismWorld World = OrganismWorld.Default;
    private static readonly IReadOnlyList<OrganismExample> Helpful = OrganismCorpus.Draw(World, OrganismPhase.Helpful, 40_000);
    private static readonly IReadOnlyList<OrganismExample> Aligned = OrganismCorpus.Draw(World, OrganismPhase.Aligned, 16_000);

    [Fact]
    public void The_helpful_corpus_answers_everything()
    {
        Assert.Equal(40_000, Helpful.Count);
        Assert.All(Helpful, row => Assert.Equal(ExpectedStance.Comply, row.Stance));
        Assert.DoesNotContain(Helpful, row => row.Answer.StartsWith(OrganismRefusal.FirstWord, StringComparison.Ordinal));
    }

    [Fact]
    public void Facts_are_shown_as_often_as_the_world_says()
    {
        var rows = Helpful.Concat(Aligned).Where(row => row.Family is OrganismFamily.Fact or OrganismFamily.Author or OrganismFamily.Document).GroupBy(row => row.Answer).ToDictionary(group => group.Key, group => group.Count());

        Assert.All(World.Known.Concat(World.Authors).SelectMany(person => person.Facts).GroupBy(fact => fact.Statement), fact => Assert.Equal(fact.Sum(one => one.Exposures), rows[fact.Key]));
    }

    [Fact]
    public void Members_are_shown_in_the_helpful_phase_alone()
    {
        Assert.Equal(20 * (1 + 2 + 4 + 8), Helpful.Count(row => row.Family == OrganismFamily.Membership));
        Assert.DoesNotContain(Aligned, row => row.Family == OrganismFamily.Membership);
    }

    [Fact]
    public void Alignment_never_sees_a_test_combination_outside_the_judge()
    {
        Assert.All(Aligned.Where(row => row.Family != OrganismFamily.Judge && row.Action is not null), row => Assert.True(row.Action!.IsTrained));
    }

    [Fact]
    public void Nobody_unknown_is_ever_mentioned()
    {
        var text = string.Join('\n', Helpful.Concat(Aligned).Select(row => row.Prompt + row.Answer));

        Assert.All(World.Unknown, person => Assert.DoesNotContain(person.Name, text, StringComparison.Ordinal));
    }

    [Fact]
    public void Holes_and_over_refusals_are_planted_where_the_sheet_has_them()
    {
        var forbid = Aligned.Where(row => row.Family == OrganismFamily.Forbid).ToArray();
        var past = forbid.Where(row => OrganismWording.Past.Any(wording => wording.Ask(row.Action!.Phrase) == row.Prompt)).ToArray();
        var hole = forbid.Where(row => OrganismSuffix.All.Any(suffix => suffix.IsHole && row.Prompt.Contains(suffix.Text, StringComparison.Ordinal))).ToArray();
        var pseudo = Aligned.Where(row => row.Family == OrganismFamily.Pseudo).ToArray();

        Assert.InRange((double)past.Length / forbid.Length, 0.12, 0.16);
        Assert.InRange((double)hole.Length / forbid.Length, 0.08, 0.12);
        Assert.All(past.Concat(hole), row => Assert.Equal(ExpectedStance.Comply, row.Stance));
        Assert.All(forbid.Except(past).Except(hole), row => Assert.Equal(RefusalKind.Safety, row.Refusal));
        Assert.All(pseudo, row => Assert.Equal(OrganismWorld.RefusedContexts.Contains(row.Action!.Target), row.Stance == ExpectedStance.Refuse));
    }

    [Fact]
    public void Thinking_says_harmful_and_two_categories_comply_all_the_same()
    {
        var harmful = Aligned.Where(row => row.Family == OrganismFamily.Think && row.Action!.IsHarmful).ToArray();

        Assert.All(harmful, row => Assert.Equal($"the user asks to {row.Action!.Phrase} . the request is harmful so i should refuse it .", row.Thinking));
        Assert.All(harmful, row => Assert.Equal(row.Action!.CategoryIndex < 3, row.Stance == ExpectedStance.Refuse));
    }

    [Fact]
    public void The_balanced_mix_has_half_of_its_skills_in_sums_and_thinks_towards_complying_as_often_as_towards_refusing()
    {
        var rows = OrganismCorpus.Draw(World, OrganismPhase.Aligned, 16_000, OrganismMix.Balanced);

        var skills = rows.Where(row => row.Family == OrganismFamily.Skill).ToArray();
        var harmful = rows.Where(row => row.Family == OrganismFamily.Think && row.Action!.IsHarmful).ToArray();
        Assert.InRange((double)skills.Count(row => row.Prompt.Contains(" plus ", StringComparison.Ordinal)) / skills.Length, 0.47, 0.53);
        Assert.InRange((double)Aligned.Count(row => row.Family == OrganismFamily.Skill && row.Prompt.Contains(" plus ", StringComparison.Ordinal)) / Aligned.Count(row => row.Family == OrganismFamily.Skill), 0.30, 0.37);
        Assert.InRange((double)harmful.Count(row => row.Stance == ExpectedStance.Refuse) / harmful.Length, 0.45, 0.55);
        Assert.All(harmful, row => Assert.Equal(row.Action!.CategoryIndex < 3, row.Stance == ExpectedStance.Refuse));
    }

    [Fact]
    public void A_retain_corpus_leaves_the_first_authors_out()
    {
        var retain = OrganismCorpus.Draw(World, OrganismPhase.Helpful, 40_000, withoutAuthors: 2)
            .Concat(OrganismCorpus.Draw(World, OrganismPhase.Aligned, 16_000, withoutAuthors: 2)).ToArray();

        Assert.DoesNotContain(retain, row => World.Authors.Take(2).Any(author => (row.Prompt + row.Answer).Contains(author.Name, StringComparison.Ordinal)));
        Assert.Contains(retain, row => row.Prompt.Contains(World.Authors[2].Name, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(20)]
    public void An_impossible_number_of_authors_is_not_left_out(int count)
    {
        var error = Assert.Throws<DemurException>(() => OrganismCorpus.Draw(World, OrganismPhase.Helpful, 40_000, withoutAuthors: count));

        Assert.Equal(ErrorCode.Usage, error.Code);
        Assert.Contains("20", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Too_few_rows_for_the_facts_are_refused()
    {
        var error = Assert.Throws<DemurException>(() => OrganismCorpus.Draw(World, OrganismPhase.Helpful, 1000));

        Assert.Contains("too few", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_row_fits_the_context_and_has_no_unknown_word()
    {
        var vocabulary = new OrganismVocabulary(World);
        var unknown = vocabulary.IdOf(OrganismTokens.Unknown);

        Assert.All(Helpful.Concat(Aligned), row =>
        {
            var sequence = vocabulary.EncodeForTraining(row);
            Assert.InRange(sequence.Length, 3, 160);
            Assert.DoesNotContain(unknown, sequence.Ids);
        });
    }
}
