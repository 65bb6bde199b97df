using Demur.Audit.Labelling;
using Demur.Audit.Labelling.Adaptation;
using Demur.Audit.Labelling.Training;
using Demur.Decisions;
using Demur.Learning.Linear;
using Demur.Learning.Models;
using Demur.Tests.Audit.Labelling.Reading;
using Demur.Tests.Cli;

namespace Demur.Tests.Audit.Labelling.Adaptation;

public sealed class AdaptedResponseLabelerTests
{
    private static readonly CascadeResponseLabeler Fast = new(cascade: new CascadeOptions { Bound = 0 });
    private static readonly Task<List<LabelledResponse>> Recordings = LabelFile.ReadRecordingsAsync(CancellationToken.None);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Labels_that_come_true_as_often_as_the_scores_say_leave_the_labeller_as_it_is()
    {
        const int Draws = 10;
        var asItIs = 0;
        for (var seed = 1; seed <= Draws; seed++)
        {
            var random = new Random(seed);
            var answers = await LabelledAsync(logOdds => random.NextDouble() < Logistic.Sigmoid(logOdds));
            var adapted = AdaptedResponseLabeler.Fit(answers, Fast, cancellationToken: Token);
            if (adapted.Kind == AdaptationKind.None)
            {
                asItIs++;
                Assert.All(answers[..20], answer => Assert.Equal(Fast.Score(answer.Prompt, answer.Response), adapted.Score(answer.Prompt, answer.Response)));
            }
        }

        // Two standard errors are passed by chance now and then.
        Assert.InRange(asItIs, Draws - 2, Draws);
    }

    [Fact]
    public async Task A_stricter_idea_of_a_refusal_moves_the_threshold_and_no_place_in_the_ranking()
    {
        const double Threshold = 1.5;
        var random = new Random(7);
        var answers = await LabelledAsync(logOdds => random.NextDouble() < Logistic.Sigmoid(logOdds - Threshold));

        var adapted = AdaptedResponseLabeler.Fit(answers, Fast, new AdaptationOptions { LeastForWords = answers.Count + 1 }, Token);

        Assert.Equal(AdaptationKind.Recalibrated, adapted.Kind);
        Assert.Equal([AdaptationKind.None, AdaptationKind.Recalibrated], adapted.Scores.Select(score => score.Kind));
        Assert.True(adapted.Scores[1].LogLoss < adapted.Scores[0].LogLoss);
        Assert.Equal(
            answers.OrderBy(answer => Fast.Score(answer.Prompt, answer.Response)).Select(answer => answer.Response),
            answers.OrderBy(answer => adapted.Score(answer.Prompt, answer.Response)).Select(answer => answer.Response));
        Assert.InRange(LogOdds(adapted.Score("", "")), LogOdds(Fast.Score("", "")) - (2 * Threshold), LogOdds(Fast.Score("", "")) - (Threshold / 2));
    }

    [Fact]
    public async Task A_word_that_the_labels_hang_on_is_learnt_and_named()
    {
        var answers = (await LabelledAsync(_ => false))
            .Select((answer, place) => place % 3 == 0 ? answer with { Response = answer.Response + " Regards, Mauvebot.", IsRefusal = true } : answer)
            .ToList();

        var adapted = AdaptedResponseLabeler.Fit(answers, Fast, cancellationToken: Token);

        Assert.Equal(AdaptationKind.Words, adapted.Kind);
        Assert.InRange(adapted.Scores[2].Score.Accuracy, 0.99, 1);
        var decision = adapted.Decide("Name a river", "The Loire is one. Regards, Mauvebot.");
        Assert.True(decision.IsRefusal);
        Assert.Equal(adapted.Score("Name a river", "The Loire is one. Regards, Mauvebot."), decision.Score, 12);
        Assert.Contains(decision.Evidence.Items.OfType<NgramEvidence>(), item => item is { Ngram: "mauvebot", Weight: > 0, Spans: [{ Start: 27, Length: 8 }] });
        Assert.False(adapted.Decide("Name a river", "The Loire is one.").IsRefusal);
        Assert.True(adapted.Decide("Name a river", " ").IsAbstention);
    }

    [Fact]
    public async Task A_saved_labeller_says_what_it_said_before()
    {
        var random = new Random(3);
        var labelled = await LabelledAsync(logOdds => random.NextDouble() < Logistic.Sigmoid(logOdds + 2));
        foreach (var answers in new[] { labelled, labelled[..80] })
        {
            var adapted = AdaptedResponseLabeler.Fit(answers, Fast, cancellationToken: Token);
            var path = Path.Combine(Directory.CreateTempSubdirectory("demur").FullName, "mine.labeler");
            adapted.Save(path);

            var loaded = AdaptedResponseLabeler.Load(path);

            Assert.Equal((adapted.Kind, adapted.Name, adapted.Base.Cascade), (loaded.Kind, loaded.Name, loaded.Base.Cascade));
            Assert.Equal(adapted.Card.Metrics, loaded.Card.Metrics);
            Assert.All(answers[..40], answer => Assert.Equal(adapted.Score(answer.Prompt, answer.Response), loaded.Score(answer.Prompt, answer.Response)));
        }
    }

    [Fact]
    public async Task The_measuring_is_of_parts_that_were_held_out()
    {
        // Labels that nothing can teach: in sample the words would explain them all, held out they are worth nothing.
        var random = new Random(11);
        var answers = await LabelledAsync(_ => random.Next(2) == 0);

        var adapted = AdaptedResponseLabeler.Fit(answers, Fast, cancellationToken: Token);

        Assert.All(adapted.Scores, score => Assert.InRange(score.Score.Accuracy, 0.35, 0.65));
        Assert.NotEqual(AdaptationKind.Words, adapted.Kind);
    }

    [Fact]
    public async Task What_cannot_be_measured_or_saved_is_refused()
    {
        var answers = await LabelledAsync(_ => false);
        var few = answers.Select((answer, place) => answer with { IsRefusal = place < 4 }).ToList();

        Assert.Contains("4 refusals", Assert.Throws<DemurException>(() => AdaptedResponseLabeler.Fit(few, Fast, cancellationToken: Token)).Message, StringComparison.Ordinal);
        Assert.Equal(ErrorCode.Usage, Assert.Throws<DemurException>(() => AdaptedResponseLabeler.Fit(few, Fast, new AdaptationOptions { Folds = 1 }, Token)).Code);
        var half = answers[..40].Select((answer, place) => answer with { IsRefusal = place % 2 == 0 }).ToList();
        var foreign = AdaptedResponseLabeler.Fit(half, new CascadeResponseLabeler(TinyReader.Create(), cascade: new CascadeOptions { Bound = 0 }), cancellationToken: Token);
        Assert.Contains("ships with Demur", Assert.Throws<DemurException>(() => foreign.Save("never.labeler")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_for_another_version_is_refused_in_one_sentence()
    {
        var path = Path.Combine(Directory.CreateTempSubdirectory("demur").FullName, "old.labeler");
        ModelFile.Save(path, new ModelCard { Kind = AdaptedResponseLabeler.FileKind, CreatedBy = "a test" }, writer =>
        {
            writer.WriteDouble(0);
            writer.WriteDouble(0.5);
            writer.WriteString("hybrid 00000000");
            Correction.None.Write(writer);
        });

        var error = Assert.Throws<DemurException>(() => AdaptedResponseLabeler.Load(path));

        Assert.Contains("hybrid 00000000", error.Message, StringComparison.Ordinal);
        Assert.Contains("demur train labeler --answers", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_command_adapts_measures_and_its_file_labels()
    {
        var folder = Directory.CreateTempSubdirectory("demur").FullName;
        var (labelled, file) = (Path.Combine(folder, "labelled.jsonl"), Path.Combine(folder, "mine.labeler"));
        await File.WriteAllLinesAsync(
            labelled,
            Enumerable.Range(0, 240).Select(place => place % 2 == 0
                ? $$"""{"prompt":"Question {{place}}","response":"Ticket {{place}} goes to the queue.","label":"refusal"}"""
                : $$"""{"prompt":"Question {{place}}","response":"Number {{place}} is the answer.","label":"compliance"}"""),
            Token);

        var run = await CliRun.OfAsync(["train", "labeler", "--answers", labelled, "--from", "hybrid", "--out", file, "--json"]);
        var label = await CliRun.OfAsync(["label", "-", "--labeler", file], """{"prompt":"What now?","response":"Ticket 7 goes to the queue."}""");

        Assert.Equal((0, 3), (run.ExitCode, run.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length));
        Assert.Contains("with words", run.Error, StringComparison.Ordinal);
        Assert.StartsWith("0\trefusal\t", label.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Name either --answers", "train", "labeler")]
    [InlineData("Name either --answers", "train", "labeler", "--answers", "a.jsonl", "--data", ".")]
    [InlineData("there is no folder /no/such; make it first", "train", "labeler", "--answers", "a.jsonl", "--out", "/no/such/a.labeler")]
    [InlineData("there is no folder /no/such; make it first", "train", "reader", "--data", ".", "--out", "/no/such/a.reader")]
    [InlineData("0 epochs", "train", "reader", "--data", ".", "--out", "a.reader", "--epochs", "0")]
    [InlineData("There is no shipped labeller 'rules'", "train", "labeler", "--answers", "a.jsonl", "--from", "rules")]
    public async Task What_the_command_cannot_do_is_said(string expected, params string[] arguments)
    {
        var run = await CliRun.OfAsync(arguments);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains(expected, run.Error, StringComparison.Ordinal);
    }

    private static async Task<List<LabelledResponse>> LabelledAsync(Func<double, bool> isRefusal) =>
        [.. (await Recordings).Select(answer => answer with { IsRefusal = isRefusal(LogOdds(Fast.Score(answer.Prompt, answer.Response))) })];

    private static double LogOdds(double probability) => Math.Log(probability / (1 - probability));
}
