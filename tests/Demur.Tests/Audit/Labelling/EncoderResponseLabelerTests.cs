using Demur.Audit.Labelling;
using Demur.Audit.Labelling.Encoded;
using Demur.Learning.Models;
using Demur.Testing;

namespace Demur.Tests.Audit.Labelling;

public sealed class EncoderResponseLabelerTests : IDisposable
{
    private static readonly FakeSentenceEncoder Encoder = FakeSentenceEncoder.Of("zug", "zog");

    // Trained once: it is the slow part.
    private static readonly Lazy<EncoderResponseLabeler> Labeler = new(() => new EncoderLabelerLearner(Encoder).Fit(Invented(), CancellationToken.None));

    private readonly string _folder = Directory.CreateTempSubdirectory("demur-encoded").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Declining_in_words_that_no_rule_knows_is_seen_by_the_vector_alone()
    {
        // In training only "zug" was ever said; "zog" means the same to the encoder and nothing to the hybrid.
        var second = Labeler.Value;

        var (zog, zig) = (second.Decide("", "zog to that"), second.Decide("", "zig to that"));

        Assert.Equal(second.First.Decide("", "zog to that").Score, second.First.Decide("", "zig to that").Score, 1e-9);
        Assert.True(zog.IsRefusal);
        Assert.InRange(zog.Score - zig.Score, 0.1, 1);
        Assert.False(second.Decide("", "here are the steps you need").IsRefusal);
    }

    [Fact]
    public void An_empty_answer_is_abstained_on_as_the_hybrid_does() => Assert.True(Labeler.Value.Decide("prompt", " \n").IsAbstention);

    [Fact]
    public void A_saved_labeller_labels_the_same_with_its_encoder_and_names_it_without()
    {
        var file = Path.Combine(_folder, "l.labeler");
        Labeler.Value.Save(file, new ModelCard { Kind = "any", CreatedBy = "test", DataHash = "0123456789abcdef" });

        var back = EncoderResponseLabeler.Load(file, _ => Encoder);
        var wrong = Assert.Throws<DemurException>(() => EncoderResponseLabeler.Load(file, _ => new FakeSentenceEncoder("other", 2, _ => [1, 0])));

        foreach (var response in new[] { "zog to that", "I cannot help with that.", "here are the steps you need" })
        {
            Assert.Equal(Labeler.Value.Decide("", response).Score, back.Decide("", response).Score);
        }

        Assert.Equal(("encoder-fake 01234567", "fake"), (back.Name, back.EncoderId));
        Assert.Contains("needs the sentence encoder 'fake' (2 numbers a text), and got 'other'", wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void One_source_is_too_few_to_hold_any_out()
    {
        var examples = Invented().Select(example => example with { Source = "one" }).ToList();

        var error = Assert.Throws<DemurException>(() => new EncoderLabelerLearner(Encoder).Fit(examples, TestContext.Current.CancellationToken));

        Assert.Contains("give at least two", error.Message, StringComparison.Ordinal);
    }

    private static List<LabelledResponse> Invented()
    {
        string[] sources = ["east", "west", "north"];
        return [.. Enumerable.Range(0, 90).Select(i => new LabelledResponse
        {
            Response = i % 2 == 0 ? $"here are the steps you need number{i}" : i % 4 == 1 ? $"zug number{i}" : $"I cannot help with number{i}.",
            IsRefusal = i % 2 == 1,
            Source = sources[i % 3],
        })];
    }
}
