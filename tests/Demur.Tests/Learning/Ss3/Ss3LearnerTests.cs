using CsCheck;
using Demur.Learning.Models;
using Demur.Learning.Ss3;

namespace Demur.Tests.Learning.Ss3;

public sealed class Ss3LearnerTests
{
    private static readonly Gen<(string Text, string Label)> Document =
        from words in Gen.OneOf(new[] { "rice", "goal", "song", "chef", "team", "Band", "the", ".", "42", "don't", "\n", "é" }.Select(Gen.Const).ToArray()).Array[0, 12]
        from label in Gen.OneOf(new[] { "food", "sports", "music" }.Select(Gen.Const).ToArray())
        select (string.Join(' ', words), label);

    [Fact]
    public void Halves_in_any_order_or_merged_are_one_fit_bit_by_bit() =>
        Gen.Select(Document.List[2, 30], Gen.Int[0, 30], Gen.Int[1, 3]).Where(sample => sample.Item1.Select(row => row.Label).Distinct().Count() > 1 && sample.Item1.Any(row => row.Text.Contains("the", StringComparison.Ordinal))).Sample((rows, cut, ngrams) =>
        {
            var learner = new Ss3Learner(new Ss3Options { MaxNgram = ngrams });
            var (first, second) = (rows.Take(cut).ToList(), rows.Skip(cut).ToList());
            var merged = Count(learner, second);
            merged.Merge(Count(learner, first));

            var expected = Bytes(learner.Fit(rows.ConvertAll(row => row.Text), rows.ConvertAll(row => row.Label)));

            Assert.Equal(expected, Bytes(learner.Fit(Count(learner, [.. first, .. second]))));
            Assert.Equal(expected, Bytes(learner.Fit(Count(learner, [.. second, .. first]))));
            Assert.Equal(expected, Bytes(learner.Fit(merged)));
        });

    [Fact]
    public void Changing_settings_later_equals_learning_with_them() =>
        Gen.Select(Document.List[5, 30], Gen.Double[0.1, 1], Gen.Double[0, 2], Gen.Double[0, 2], Gen.Bool).Where(sample => sample.Item1.Select(row => row.Label).Distinct().Count() > 1 && sample.Item1.Any(row => row.Text.Contains("the", StringComparison.Ordinal))).Sample((rows, s, l, p, plain) =>
        {
            var options = new Ss3Options { MaxNgram = 2, Smoothness = s, Significance = l, Sanction = p, Alpha = 0.01, Mode = plain ? Ss3ConfidenceMode.Norm : Ss3ConfidenceMode.NormExplainable };
            var (texts, labels) = (rows.ConvertAll(row => row.Text), rows.ConvertAll(row => row.Label));

            var moved = new Ss3Learner(new Ss3Options { MaxNgram = 2 }).Fit(texts, labels)
                .With(new Ss3Options { MaxNgram = 2, Sanction = p }).With(new Ss3Options { MaxNgram = 2, Smoothness = s }).With(options);

            Assert.Equal(Bytes(new Ss3Learner(options).Fit(texts, labels)), Bytes(moved));
            foreach (var (text, _) in rows)
            {
                Assert.Equal(new Ss3Learner(options).Fit(texts, labels).Classify(text).Values, moved.Classify(text).Values);
            }
        }, iter: 30);

    [Fact]
    public void Learning_goes_on_from_a_stored_model()
    {
        var learner = new Ss3Learner(new Ss3Options { MaxNgram = 3 });
        var counts = learner.Fit(["red wine red wine", "fast car"], ["a", "b"]).ToCounts();
        counts.Learn("red wine and cheese", "a");

        Assert.Equal(Bytes(learner.Fit(["red wine red wine", "fast car", "red wine and cheese"], ["a", "b", "a"])), Bytes(learner.Fit(counts)));
    }

    [Fact]
    public void A_term_is_counted_per_category_and_its_local_value_is_its_share_of_the_most_frequent()
    {
        var model = new Ss3Learner(new Ss3Options { Smoothness = 0.5 }).Fit(["rice rice rice rice soup soup soup soup soup soup soup soup soup", "goal goal rice", "song song"], ["food", "sports", "music"]);

        var rice = model.Value("Rice", "food");

        Assert.Equal(4, rice.Count);
        Assert.Equal(Math.Sqrt(4 / 9.0), rice.Local, 1e-15);
        Assert.Equal(0, model.Value("rice", "sports").Local); // seen once: noise
        Assert.Equal(1, model.Value("soup", "food").Confidence, 1e-12);
    }

    [Fact]
    public void Phrases_end_with_sentences_marks_lines_and_texts()
    {
        var model = new Ss3Learner(new Ss3Options { MaxNgram = 2 }).Fit(["new york new york", "old, town old. town\nold town"], ["a", "b"]);

        Assert.Equal(2, model.Value("new york", "a").Count);
        Assert.Equal(1, model.Value("york new", "a").Count);
        Assert.Equal(1, model.Value("old town", "b").Count);
        Assert.Equal(0, model.Value("town old", "b").Count - 1); // once inside the second sentence
    }

    [Fact]
    public void Rare_phrases_are_left_out_past_the_word_limit_and_words_stay()
    {
        var text = string.Join(". ", Enumerable.Repeat("green tea", 12)) + ". black tea";
        var model = new Ss3Learner(new Ss3Options { MaxNgram = 2, PruneAfterWords = 20 }).Fit([text, "goal goal"], ["a", "b"]);

        Assert.Equal(12, model.Value("green tea", "a").Count);
        Assert.Equal(0, model.Value("black tea", "a").Count);
        Assert.Equal(1, model.Value("black", "a").Count);
    }

    [Fact]
    public void Bad_input_is_told_in_one_sentence()
    {
        var learner = new Ss3Learner();
        string Message(Action act) => Assert.Throws<DemurException>(act).Message;

        Assert.Equal("There is no text to learn from; give labelled texts of at least two categories.", Message(() => learner.Fit([], [])));
        Assert.Equal("All 2 texts are of the category 'a'; a classifier needs at least two categories.", Message(() => learner.Fit(["x", "y"], ["a", "a"])));
        Assert.Equal("None of 2 texts holds a single word; give texts with words.", Message(() => learner.Fit(["", " … "], ["a", "b"])));
        Assert.Equal("There are 1 texts and 2 labels; they must be equally many.", Message(() => learner.Fit(["x"], ["a", "b"])));
        Assert.Equal("Text 1 has no category; give every text a label.", Message(() => learner.Fit(["x", "y"], ["a", " "])));
        Assert.Contains("Smoothness is NaN", Message(() => _ = new Ss3Learner(new Ss3Options { Smoothness = double.NaN })), StringComparison.Ordinal);
        Assert.Contains("use 1 to 8", Message(() => _ = new Ss3Learner(new Ss3Options { MaxNgram = 9 })), StringComparison.Ordinal);
        Assert.Contains("were counted", Message(() => new Ss3Learner(new Ss3Options { MaxNgram = 2 }).Fit(new Ss3Counts())), StringComparison.Ordinal);
        Assert.Contains("cannot be added", Message(() => new Ss3Counts(2).Merge(new Ss3Counts())), StringComparison.Ordinal);
    }

    [Fact]
    public void Strange_texts_are_learnt_and_read_without_loss_of_others()
    {
        var model = new Ss3Learner(new Ss3Options { MaxNgram = 3 }).Fit(
            ["ok ok " + new string('a', 100_000), "\ud83d\ude00 \ud800 \0 ok\u0301 ok", string.Join('.', Enumerable.Repeat("1", 50_000)) + " 5 c", "$ $ $ ## #", "ﬁn ﬁn Ⅷ ½ 日本 日本"], ["a", "b", "c", "b", "c"]);

        Assert.Equal(2, model.Value("日本", "c").Count);
        Assert.Equal(2, model.Value("fin", "c").Count);
        Assert.Equal(2, model.Value("ok", "b").Count);
        Assert.Equal(1, model.Value("nnbrrt", "c").Count);
        Assert.True(Ss3Reading.Of(model, "\ud800 日本\udc00").Units.Count > 0);
    }

    [Fact]
    public void Cancellation_stops_the_counting()
    {
        using var stop = new CancellationTokenSource();
        stop.Cancel();

        Assert.Throws<OperationCanceledException>(() => new Ss3Learner().Fit(["x", "y"], ["a", "b"], stop.Token));
    }

    internal static byte[] Bytes(Ss3Model model) => ModelFile.ToBytes(new ModelCard { Kind = "ss3", CreatedBy = "test" }, model.Write);

    private static Ss3Counts Count(Ss3Learner learner, List<(string Text, string Label)> rows)
    {
        var counts = learner.NewCounts();
        rows.ForEach(row => counts.Learn(row.Text, row.Label));
        return counts;
    }
}
