using CsCheck;
using Demur.Decisions;
using Demur.Learning.Models;
using Demur.Learning.Ss3;

namespace Demur.Tests.Learning.Ss3;

public sealed class Ss3ModelTests
{
    private static readonly string[] Texts = ["rice soup rice soup chef chef", "goal team goal team league league", "song band song band radio radio the the", "the the rice the", "the goal the"];
    private static readonly string[] Labels = ["food", "sports", "music", "food", "sports"];
    private static readonly Ss3Model Model = new Ss3Learner(new Ss3Options { MaxNgram = 2 }).Fit(Texts, Labels);
    private static readonly Gen<string> Post = Gen.OneOf(new[] { "rice", "goal", "Song", "radio", "unheard", ".", "\n", ",", "soup" }.Select(Gen.Const).ToArray()).Array[0, 10].Select(words => string.Join(' ', words));

    public static TheoryData<string> Operators => ["sum", "max", "mean"];

    [Fact]
    public void Unknown_words_carry_no_confidence()
    {
        Assert.True(Model.Classify("zebra quagga").IsSilent);
        Assert.Equal(Model.Classify("rice").Values, Model.Classify("zebra rice quagga").Values);
    }

    [Fact]
    public void A_silent_text_is_declined_or_falls_back_as_asked()
    {
        Assert.True(Model.Decide("").IsAbstention);
        Assert.Equal("food", Model.MostProbable);
        Assert.Equal("food", Model.Decide("zebra", Ss3UnknownPolicy.MostProbable).Label);
        Assert.Equal("music", Model.Decide("zebra", Ss3UnknownPolicy.Fallback("music")).Label);
        Assert.Contains("did you mean 'music'", Assert.Throws<DemurException>(() => Model.Decide("zebra", Ss3UnknownPolicy.Fallback("musik"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_decision_names_its_category_share_and_words_with_their_places()
    {
        var decision = Model.Decide("Rice, rice and a goal!");

        Assert.Equal("food", decision.Label);
        var rice = Assert.IsType<NgramEvidence>(decision.Evidence.Items[0]);
        Assert.Equal("rice", rice.Ngram);
        Assert.Equal([new TextSpan(0, 4), new TextSpan(6, 4)], rice.Spans);
        Assert.Equal(Model.Classify("Rice, rice and a goal!")["food"], decision.Evidence.Items.Sum(item => item.Weight), 1e-12);
        Assert.InRange(decision.Score, 0.5, 1);
    }

    [Fact]
    public void Alpha_silences_weak_words()
    {
        var weak = Model.Classify("radio")["music"];
        var strict = Model.With(Model.Options with { Alpha = weak });

        Assert.True(weak > 0);
        Assert.True(strict.Classify("radio").IsSilent);
        Assert.Contains("fixed when a model is learnt", Assert.Throws<DemurException>(() => Model.With(new Ss3Options { MaxNgram = 1 })).Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Operators))]
    public void A_stream_equals_the_batch_bit_by_bit(string name)
    {
        var summary = new[] { SummaryOperator.Sum, SummaryOperator.Max, SummaryOperator.Mean }.Single(known => known.Name == name);
        var model = Model.With(new Ss3Operators { Words = SummaryOperator.Sum, Sentences = summary, Paragraphs = summary });

        Post.List[1, 8].Sample(posts =>
        {
            var stream = model.StartStream();
            for (var i = 0; i < posts.Count; i++)
            {
                Assert.Equal(model.Classify(string.Join('\n', posts.Take(i + 1))).Values, stream.Append(posts[i]).Values);
            }
        });
    }

    [Fact]
    public void A_reading_sums_up_to_the_classification() =>
        Post.Sample(text => Assert.Equal(Model.Classify(text).Values, Ss3Reading.Of(Model, text).Confidence.Values));

    [Fact]
    public void Operators_are_replaceable_at_each_level()
    {
        var rice = Model.Classify("rice")["food"];
        var chef = Model.Classify("chef")["food"];
        var text = "rice. chef\nrice";

        Assert.Equal(rice + chef + rice, Model.Classify(text)["food"], 1e-12);
        Assert.Equal(Math.Max(rice, chef) + rice, Model.With(new Ss3Operators { Sentences = SummaryOperator.Max }).Classify(text)["food"], 1e-12);
        Assert.Equal((rice + chef + rice) / 2, Model.With(new Ss3Operators { Paragraphs = SummaryOperator.Mean }).Classify(text)["food"], 1e-12);
        Assert.Equal(rice, Model.With(new Ss3Operators { Words = new First(), Sentences = new First(), Paragraphs = new First() }).Classify(text)["food"], 1e-12);
    }

    [Fact]
    public void A_text_of_two_subjects_gets_both_labels()
    {
        Assert.Equal(["food", "sports"], Model.Classify("rice soup chef goal team league").Upper().Order());
        Assert.Empty(Model.Classify("zebra").Upper());
    }

    [Fact]
    public void Two_means_splits_as_in_the_toolkit()
    {
        Assert.Equal(3, TwoMeans.UpperCount([8.1, 5.6, 5.5, 1.5, 1.3, 1.2, 1.1, 0.4]));
        Assert.Equal(0, TwoMeans.UpperCount([10, 10]));
        Assert.Equal(0, TwoMeans.UpperCount([]));
        Assert.Equal(1, TwoMeans.UpperCount([1, 0]));
    }

    [Fact]
    public void Top_terms_fall_in_confidence_and_are_of_the_length_asked_for()
    {
        var top = Model.TopTerms("music", 5, length: 2);

        Assert.All(top, term => Assert.Single(term.Term, ' '));
        Assert.Equal(top.Select(term => term.Confidence).OrderDescending(), top.Select(term => term.Confidence));
        Assert.Equal("song band", top[0].Term);
        Assert.Empty(Model.TopTerms("music", 5, length: 3));
    }

    [Fact]
    public void A_stored_model_is_the_model()
    {
        var path = Path.Combine(Directory.CreateTempSubdirectory("demur-ss3").FullName, "topics.demur");
        var saved = Model.With(new Ss3Operators { Sentences = SummaryOperator.Max });
        saved.Save(path);

        var loaded = Ss3Model.Load(path);

        Assert.Equal(Ss3LearnerTests.Bytes(saved), Ss3LearnerTests.Bytes(loaded));
        Assert.Equal(saved.Options, loaded.Options);
        Assert.Equal(saved.Classify("rice song band").Values, loaded.Classify("rice song band").Values);
        Assert.Equal("5", ModelFile.ReadCard(path).Rows.ToString());
        Assert.Contains("cannot be stored", Assert.Throws<DemurException>(() => Model.With(new Ss3Operators { Words = new First() }).Save(path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_damaged_file_is_refused_with_a_sentence()
    {
        var good = Ss3LearnerTests.Bytes(Model);

        Gen.Int[0, good.Length - 1].Select(Gen.Byte[1, 255]).Sample((at, change) =>
        {
            var bad = (byte[])good.Clone();
            bad[at] ^= change;
            Assert.Throws<DemurException>(() => ModelFile.FromBytes(bad, "bad", "ss3", (reader, _) => Ss3Model.Read(reader)));
        }, iter: 200);
    }

    [Theory]
    [InlineData(0, 5, 3)] // a parent that comes later
    [InlineData(-2, 0, 3)]
    [InlineData(-1, 99, 3)] // no such word
    [InlineData(-1, 0, 0)] // never seen
    [InlineData(-1, 0, 9)] // more than the greatest count
    public void Impossible_counts_with_a_right_checksum_are_refused(int parent, int word, int seen)
    {
        var bytes = ModelFile.ToBytes(new ModelCard { Kind = "ss3", CreatedBy = "test" }, writer =>
        {
            writer.WriteString("{}");
            writer.WriteString("sum");
            writer.WriteString("sum");
            writer.WriteString("sum");
            writer.WriteInt32(2);
            writer.WriteTerms(1, _ => "rice");
            writer.WriteInt32(2);
            foreach (var name in new[] { "a", "b" })
            {
                writer.WriteString(name);
                writer.WriteInt32s([3]);
                writer.WriteInt32s([parent]);
                writer.WriteInt32s([word]);
                writer.WriteInt32s([seen]);
            }
        });

        Assert.Contains("damaged", Assert.Throws<DemurException>(() => ModelFile.FromBytes(bytes, "bad", "ss3", (reader, _) => Ss3Model.Read(reader))).Message, StringComparison.Ordinal);
    }

    private sealed class First() : SummaryOperator("first")
    {
        public override void Add(Span<double> summary, ReadOnlySpan<double> part, int partsBefore)
        {
            if (partsBefore == 0)
            {
                part.CopyTo(summary);
            }
        }
    }
}
