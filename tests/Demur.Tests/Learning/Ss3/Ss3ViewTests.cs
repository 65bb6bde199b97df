using Demur.Learning.Ss3;
using Demur.Progress;

namespace Demur.Tests.Learning.Ss3;

public sealed class Ss3ViewTests
{
    private static readonly Ss3Model Model = new Ss3Learner(new Ss3Options { MaxNgram = 2 }).Fit(
        ["rice soup rice soup chef chef", "goal team goal team league league", "<b>\" <b>\" song song"], ["food", "sports", "<i>"]);

    [Fact]
    public void Blocks_hold_words_that_speak_with_their_surroundings_and_merge_where_they_overlap()
    {
        const string Text = "one two rice four five six seven eight nine chef eleven\nrice";
        var reading = Ss3Reading.Of(Model, Text);

        Assert.Equal(["nine chef eleven", "rice", "two rice four"], Blocks(reading, window: 1).Order());
        Assert.Equal(["one two rice four five six seven eight nine chef eleven", "rice"], Blocks(reading, window: 4));
        Assert.Equal(["chef", "rice", "rice"], Blocks(reading, window: 0).Order());
    }

    [Fact]
    public void Sentences_and_paragraphs_are_blocks_too_and_weak_ones_are_left_out()
    {
        var reading = Ss3Reading.Of(Model, "Rice! The goal. Nothing here\nChef chef chef.");

        Assert.Equal(["Chef chef chef", "Rice"], Ss3Insight.Blocks(reading, "food", Ss3Level.Sentence).Select(part => reading.Text.Substring(part.Span.Start, part.Span.Length)));
        Assert.Equal(2, Ss3Insight.Blocks(reading, "food", Ss3Level.Paragraph).Count);
        Assert.Empty(Ss3Insight.Blocks(reading, "food", Ss3Level.Paragraph, least: 1e6));
        Assert.Throws<DemurException>(() => Ss3Insight.Blocks(reading, "foot"));
    }

    [Fact]
    public void Shades_say_which_colour_and_how_deep()
    {
        var shades = Ss3Reading.Of(Model, "a rice soup, a goal").Shades();

        Assert.Equal(["rice soup", "goal"], shades.Select(shade => "a rice soup, a goal".Substring(shade.Span.Start, shade.Span.Length)));
        Assert.Equal(["food", "sports"], shades.Select(shade => shade.Category));
        Assert.Equal(1, shades.Max(shade => shade.Strength));
        Assert.Single(Ss3Reading.Of(Model, "a rice soup, a goal").Shades(category: "sports"));
        Assert.Empty(Ss3Reading.Of(Model, "").Shades());
    }

    [Fact]
    public void The_page_keeps_the_text_and_nothing_in_it_becomes_markup()
    {
        var page = Ss3Page.Render(Ss3Reading.Of(Model, "Rice <script>alert(1)</script> & song"), "A <title>");

        Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("&lt;script&gt;", page, StringComparison.Ordinal);
        Assert.Contains("A &lt;title&gt;", page, StringComparison.Ordinal);
        Assert.Contains("title=\"&lt;i&gt; ", page, StringComparison.Ordinal);
        Assert.DoesNotContain("http", page, StringComparison.Ordinal);
        Assert.Equal(page.Split("<span").Length, page.Split("</span>").Length);
    }

    [Fact]
    public void A_page_of_a_silent_text_says_so() =>
        Assert.Contains("No word speaks for any category", Ss3Page.Render(Ss3Reading.Of(Model, "")), StringComparison.Ordinal);

    [Fact]
    public void The_grid_search_reports_every_point_and_its_best_is_first()
    {
        var texts = Enumerable.Range(0, 24).Select(i => (i % 2 == 0 ? "rice soup " : "goal team ") + (i % 3 == 0 ? "the the" : "a")).ToList();
        var labels = Enumerable.Range(0, 24).Select(i => i % 2 == 0 ? "food" : "sports").ToList();
        var events = new List<ProgressEvent>();
        var grid = new Ss3Grid { Smoothness = [0.3, 0.6], Significance = [0.5], Sanction = [1, 2], Alpha = [0, 5] };

        var points = new Ss3GridSearch(grid).Run(texts, labels, folds: 3, seed: 1, new Progress(events));

        Assert.Equal(8, points.Count);
        Assert.Equal(Enumerable.Range(1, 8).Select(i => (long)i), events.Select(report => report.Done));
        Assert.Equal(1, points[0].Accuracy);
        Assert.Equal(0, points[0].Options.Alpha);
        Assert.Equal(0.5, points[^1].Accuracy); // everything is silent there
        Assert.Equal(points, new Ss3GridSearch(grid).Run(texts, labels, folds: 3, seed: 1));
        Assert.Throws<DemurException>(() => new Ss3GridSearch(new Ss3Grid { Alpha = [] }).Run(texts, labels));
    }

    private static IEnumerable<string> Blocks(Ss3Reading reading, int window) =>
        Ss3Insight.Blocks(reading, "food", window: window).Select(part => reading.Text.Substring(part.Span.Start, part.Span.Length));

    private sealed class Progress(List<ProgressEvent> events) : IProgress<ProgressEvent>
    {
        public void Report(ProgressEvent value) => events.Add(value);
    }
}
