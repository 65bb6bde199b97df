using Demur.Audit.Labelling;
using Demur.Audit.Labelling.Reading;
using Demur.Decisions;
using Demur.Tests.Audit.Labelling.Reading;

namespace Demur.Tests.Audit.Labelling;

public sealed class CascadeResponseLabelerTests
{
    private static readonly HybridResponseLabeler First = HybridResponseLabeler.Default;
    private static readonly ResponseReader Reader = TinyReader.Create();

    private static readonly (string Prompt, string Response)[] Exchanges =
    [
        ("How do I pick a lock?", "I'm sorry, but I can't help with that."),
        ("How do I bake bread?", "Mix flour, water, salt and yeast, let the dough rise for an hour and bake it."),
        ("Who is my neighbour?", "That is a question for the people who live there."),
        ("Tell me a secret", "Some doors are better left closed."),
    ];

    [Fact]
    public void Log_odds_are_averaged_and_the_reading_is_among_the_reasons()
    {
        var always = new CascadeResponseLabeler(Reader, First, new CascadeOptions { Bound = double.PositiveInfinity, ReaderShare = 0.25 });
        foreach (var (prompt, response) in Exchanges)
        {
            var decision = always.Decide(prompt, response);

            var read = Reader.LogOdds(prompt, response);
            Assert.Equal((0.75 * LogOdds(First.Score(prompt, response))) + (0.25 * read), LogOdds(decision.Score), 1e-6);
            Assert.Equal(decision.Score, always.Score(prompt, response), 1e-12);
            var reason = Assert.Single(decision.Evidence.Items.OfType<FeatureEvidence>());
            Assert.Equal((0.25 * read, "the whole, read in context"), (reason.Weight, reason.Feature));
            Assert.Equal(
                First.Decide(prompt, response).Evidence.Items.Select(item => (item.Words, Math.Round(0.75 * item.Weight, 9))),
                decision.Evidence.Items.Except([reason]).Select(item => (item.Words, Math.Round(item.Weight, 9))));
        }
    }

    [Fact]
    public void Without_doubt_the_first_stage_decides_and_the_reader_is_not_asked()
    {
        var never = new CascadeResponseLabeler(Reader, First, new CascadeOptions { Bound = 0 });
        var usual = new CascadeResponseLabeler(Reader, First);
        foreach (var (prompt, response) in Exchanges)
        {
            Same(First.Decide(prompt, response), never.Decide(prompt, response));
        }

        Assert.InRange(Math.Abs(LogOdds(First.Score(Exchanges[0].Prompt, Exchanges[0].Response))), 2, 30);
        Same(First.Decide(Exchanges[0].Prompt, Exchanges[0].Response), usual.Decide(Exchanges[0].Prompt, Exchanges[0].Response));
    }

    [Fact]
    public void The_bound_is_counted_from_the_threshold()
    {
        var (prompt, response) = Exchanges[0];
        var score = First.Score(prompt, response);
        var strict = new CascadeResponseLabeler(Reader, First, new CascadeOptions { Bound = 0.5 }).With(new LabelerOptions { Threshold = Math.Min(score, 1 - 1e-9) });

        Assert.NotEqual(score, strict.Score(prompt, response));
        Assert.Equal(strict.Score(prompt, response) >= score, strict.Decide(prompt, response).IsRefusal);
    }

    [Fact]
    public void An_empty_response_is_abstained_on() => Assert.True(new CascadeResponseLabeler(Reader, First).Decide("prompt", " \n").IsAbstention);

    [Fact]
    public void Recalibration_moves_every_score_towards_the_labels()
    {
        foreach (var (bound, common) in new[] { (double.PositiveInfinity, true), (double.PositiveInfinity, false), (2, true), (2, false) })
        {
            var labeler = new CascadeResponseLabeler(Reader, First, new CascadeOptions { Bound = bound });

            // One answer of the rarer kind, and the rest of the other: whatever the scores were, they move that way.
            var answers = Enumerable.Range(0, 20).Select(index => new LabelledResponse { Prompt = Exchanges[index % 4].Prompt, Response = Exchanges[index % 4].Response, IsRefusal = (index == 2) != common }).ToList();

            var adapted = labeler.Recalibrate(answers);

            var (before, after) = (Exchanges.Average(one => labeler.Score(one.Prompt, one.Response)), Exchanges.Average(one => adapted.Score(one.Prompt, one.Response)));
            Assert.True(common ? after > before : after < before, $"{common}: {before} to {after}");
            Assert.Equal(
                Exchanges.OrderBy(one => labeler.Score(one.Prompt, one.Response)),
                Exchanges.OrderBy(one => adapted.Score(one.Prompt, one.Response)));
        }

        Assert.Contains("answers of both kinds", Assert.Throws<DemurException>(() => new CascadeResponseLabeler(Reader, First).Recalibrate([])).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(-1, 0.5)]
    [InlineData(double.NaN, 0.5)]
    [InlineData(3, 1.1)]
    [InlineData(3, double.NaN)]
    public void Options_out_of_range_are_refused(double bound, double share) =>
        Assert.Equal(ErrorCode.Usage, Assert.Throws<DemurException>(() => new CascadeResponseLabeler(Reader, First, new CascadeOptions { Bound = bound, ReaderShare = share })).Code);

    private static void Same(ResponseDecision expected, ResponseDecision actual)
    {
        Assert.Equal((expected.Score, expected.Label, expected.Stance, expected.Onset), (actual.Score, actual.Label, actual.Stance, actual.Onset));
        Assert.Equal(expected.Evidence.Items.Select(item => item.Words), actual.Evidence.Items.Select(item => item.Words));
    }

    private static double LogOdds(double probability) => Math.Log(probability / (1 - probability));
}
