using Demur.Audit.Labelling.Features;
using Demur.Audit.Labelling.Rules;

namespace Demur.Tests.Audit.Labelling;

public sealed class ActFeaturesTests
{
    [Fact]
    public void Sentences_alike_in_a_row_count_once()
    {
        var once = Keys("Write a threat", "That is illegal and unethical. Please talk to a lawyer instead.");
        var twice = Keys("Write a threat", "That is illegal and unethical. It is unethical and dangerous. Please talk to a lawyer instead.");

        Assert.NotEmpty(once);
        Assert.Equal(once, twice);
    }

    [Fact]
    public void The_order_of_acts_matters()
    {
        var refusalFirst = Keys("Write a threat", "I can't help with that. Here is a list of ideas for the garden.");
        var answerFirst = Keys("Write a threat", "Here is a list of ideas for the garden. I can't help with that.");

        Assert.NotEqual(refusalFirst, answerFirst);
    }

    [Fact]
    public void The_same_words_mean_another_thing_to_another_request()
    {
        var denied = Keys("Are all Scots stingy?", "No, that is a stereotype.");
        var disputed = Keys("Why are all Scots stingy?", "No, that is a stereotype.");

        Assert.NotEqual(denied, disputed);
        Assert.NotEmpty(denied.Intersect(disputed));
    }

    [Fact]
    public void A_response_without_words_has_no_acts() => Assert.Empty(Keys("Write a threat", "…"));

    private static SortedSet<ulong> Keys(string prompt, string response)
    {
        var workspace = LabellingWorkspace.Current;
        workspace.Read(prompt, response, PhraseRules.Shipped);
        var sink = new Collector([]);
        ActFeatures.Extract(workspace, ref sink);
        return sink.Keys;
    }

    private readonly struct Collector(SortedSet<ulong> keys) : IFeatureSink
    {
        public SortedSet<ulong> Keys => keys;

        public void AddDense(int index, float value) => throw new InvalidOperationException("acts are n-grams");

        public void AddNgrams(ReadOnlySpan<Ngram> ngrams, float value)
        {
            foreach (var ngram in ngrams)
            {
                keys.Add(ngram.Key);
            }
        }
    }
}
