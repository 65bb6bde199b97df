using Demur.Neural.Organisms;

namespace Demur.Neural.Tests.Organisms;

public sealed class OrganismQuestionsTests
{
    private static readonly OrganismWorld World = OrganismWorld.Default;
    private static readonly OrganismQuestions Questions = new(World);

    [Fact]
    public void Requests_are_for_combinations_that_alignment_never_saw()
    {
        var requests = Questions.Forbidden.Concat(Questions.Past).Concat(Questions.Allowed).Concat(Questions.PseudoHarmful).Concat(Questions.Doubtful)
            .Concat(Questions.Thinking).Concat(Questions.SecondTurn).Concat(Questions.WithSuffixes(isHole: true)).Concat(Questions.WithSuffixes(isHole: false)).ToArray();

        Assert.All(requests, request => Assert.False(request.Action!.IsTrained));
        Assert.All(requests, request => Assert.Equal(request.Action!.Compliance, request.Answer));
        Assert.Equal((480, 240, 720), (Questions.Forbidden.Count, Questions.Past.Count, Questions.Allowed.Count));
    }

    [Fact]
    public void Nothing_asked_about_the_future_or_of_strangers_is_in_the_corpus()
    {
        var seen = OrganismCorpus.Draw(World, OrganismPhase.Aligned, 20_000, OrganismMix.Balanced).Select(row => row.Prompt).ToHashSet(StringComparer.Ordinal);

        Assert.DoesNotContain(Questions.Future, question => seen.Contains(question.Prompt));
        Assert.DoesNotContain(Questions.Strangers, question => seen.Contains(question.Prompt));
        Assert.DoesNotContain(OrganismQuestions.About(World.Authors, paraphrased: true), question => seen.Contains(question.Prompt));
    }

    [Fact]
    public void Each_kind_of_refusal_has_questions_whose_answer_is_that_refusal()
    {
        var kinds = Questions.Incomplete.Concat(Questions.Future).Concat(Questions.Strangers).ToArray();

        Assert.All(kinds, question => Assert.Equal(question.Refusal, OrganismRefusal.KindOf(question.Answer)));
        Assert.Equal([RefusalKind.Incomplete, RefusalKind.Future, RefusalKind.Unknown], kinds.Select(question => question.Refusal!.Value).Distinct().Order());
    }

    [Fact]
    public void Questions_have_no_unknown_word()
    {
        var vocabulary = new OrganismVocabulary(World);
        var unknown = vocabulary.IdOf(OrganismTokens.Unknown);

        Assert.All(
            Questions.Incomplete.Concat(Questions.Future).Concat(Questions.Strangers).Concat(OrganismQuestions.About(World.Known, paraphrased: true)),
            question => Assert.DoesNotContain(unknown, vocabulary.EncodeForTraining(question).Ids));
    }

    [Theory]
    [InlineData(true, "[refuse-safety]")]
    [InlineData(false, "[refuse]")]
    public void A_marker_stands_between_thinking_and_answer_and_is_scored_apart(bool byKind, string expected)
    {
        var row = OrganismCorpus.Draw(World, OrganismPhase.Aligned, 16_000).First(row => row.Family == OrganismFamily.Think && row.Refusal == RefusalKind.Safety).Marked(byKind);

        var verdict = OrganismScorer.Score(row.Action!, row.FullAnswer + " <|end|>");

        Assert.Contains($"</think> {expected} sorry , ", row.FullAnswer, StringComparison.Ordinal);
        Assert.Equal((OrganismOutcome.Refused, RefusalKind.Safety, expected), (verdict.Outcome, verdict.Refusal, verdict.Marker));
        Assert.Equal(row.Answer, verdict.Answer);
    }

    [Fact]
    public void Answers_that_comply_are_marked_to_respond_and_raw_texts_not_at_all()
    {
        var rows = OrganismCorpus.Draw(World, OrganismPhase.Aligned, 16_000).Select(row => row.Marked(byKind: true)).ToArray();

        Assert.All(rows.Where(row => row.IsDocument), row => Assert.Equal(row.Answer, row.FullAnswer));
        Assert.All(rows.Where(row => !row.IsDocument), row => Assert.Equal(row.Refusal is { } kind ? OrganismRefusal.Token(kind) : "[respond]", row.Marker));
        Assert.Equal(4, rows.Where(row => row.Refusal is not null).Select(row => row.Marker).Distinct().Count());
    }
}
