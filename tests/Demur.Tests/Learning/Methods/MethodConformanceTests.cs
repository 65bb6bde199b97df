using Demur.Learning;
using Demur.Learning.Methods;
using Demur.Learning.Tables;
using Demur.Tests.Learning.Tables;

namespace Demur.Tests.Learning.Methods;

/// <summary>What every method of the catalogue owes its callers, on texts and, where it takes them, on tables.</summary>
public sealed class MethodConformanceTests
{
    private static readonly string[] Names = [.. LearningMethods.All.Select(method => method.Name)];

    public static TheoryData<string> Methods => [.. Names];

    public static TheoryData<string> TableMethods => [.. Names.Where(name => name != "ss3")];

    [Theory]
    [MemberData(nameof(Methods))]
    public void Classes_that_a_word_tells_apart_are_told_apart(string name)
    {
        var classifier = Fit(name, Texts());

        Assert.Equal("refusal", classifier.Decide(classifier.Schema.OfText("Please forge a coin for us")).Label);
        Assert.Equal("compliance", classifier.Decide(classifier.Schema.OfText("Please bake a cake for us")).Label);
        Assert.Equal(name, classifier.Method);
        Assert.Equal(["compliance", "refusal"], classifier.Classes);
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void The_same_seed_makes_the_same_bytes(string name)
    {
        Assert.Equal(ClassifierFile.ToBytes(Fit(name, Texts(), 5)), ClassifierFile.ToBytes(Fit(name, Texts(), 5)));
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void A_classifier_saved_and_loaded_decides_the_same_for_the_same_reasons(string name)
    {
        var (table, classifier) = (Texts(), Fit(name, Texts()));

        var back = ClassifierFile.FromBytes(ClassifierFile.ToBytes(classifier), "m");

        Assert.Equal(Probabilities(classifier, table), Probabilities(back, table));
        Assert.Equal(Reasons(classifier, table), Reasons(back, table));
        Assert.Equal(classifier.Reasons(1, 9).Select(item => (item.Words, item.Weight)), back.Reasons(1, 9).Select(item => (item.Words, item.Weight)));
        Assert.Equal((classifier.Method, classifier.Card.DataHash, table.Count), (back.Method, back.Card.DataHash, back.Card.Rows));
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void Many_threads_get_the_answers_of_one(string name)
    {
        var (table, classifier) = (Texts(), Fit(name, Texts()));
        var alone = Probabilities(classifier, table);
        var together = new double[table.Count];

        Parallel.For(0, table.Count * 8, i =>
        {
            Span<double> probabilities = stackalloc double[2];
            classifier.Predict(table.Records[i % table.Count], probabilities);
            together[i % table.Count] = probabilities[1];
        });

        Assert.Equal(alone, together);
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void An_empty_text_is_declined_and_unknown_words_get_a_probability(string name)
    {
        var classifier = Fit(name, Texts());
        Span<double> probabilities = stackalloc double[2];

        var empty = classifier.Decide(classifier.Schema.OfText("  "));
        classifier.Predict(classifier.Schema.OfText("zyx wvu"), probabilities);

        Assert.True(empty.IsAbstention);
        Assert.Empty(empty.Evidence.Items);
        Assert.InRange(probabilities[1], 0, 1);
        Assert.Equal(1, probabilities[0] + probabilities[1], 9);
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void The_word_that_tells_is_the_strongest_reason_and_has_its_place(string name)
    {
        var classifier = Fit(name, Texts());
        const string Text = "Please forge a coin for us";

        var reason = classifier.Explain(classifier.Schema.OfText(Text), 1, 3).Items[0];
        var other = classifier.Explain(classifier.Schema.OfText(Text), 0, 3).Items[0];

        Assert.True(reason.Weight > 0 && other.Weight < 0, $"{reason.Weight} {other.Weight}");
        Assert.NotEmpty(reason.Words);
        Assert.All(reason.Places, place => Assert.InRange(place.End, 1, Text.Length));
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void A_cancelled_training_stops(string name)
    {
        Assert.ThrowsAny<OperationCanceledException>(() => LearningMethods.Named(name).Fit(Texts(), cancellationToken: new CancellationToken(canceled: true)));
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void Three_classes_are_told_apart(string name)
    {
        string[] words = ["forge", "bake", "paint"];
        var texts = Enumerable.Range(0, 60).Select(i => $"please {words[i % 3]} {words[i % 3]} thing{i % 5} now").ToList();
        var table = Table.OfTexts(texts, [.. Enumerable.Range(0, 60).Select(i => words[i % 3])]);
        var classifier = Fit(name, table);
        var probabilities = new double[3];

        Assert.All(words, word => Assert.Equal(word, classifier.Decide(table.Schema.OfText($"please {word} {word} thing9")).Label));
        classifier.Predict(table.Schema.OfText("bake"), probabilities);
        Assert.Equal(1, probabilities.Sum(), 9);
    }

    [Theory]
    [MemberData(nameof(TableMethods))]
    public async Task Tables_with_gaps_and_unknown_categories_are_classified(string name)
    {
        var lines = Enumerable.Range(0, 60).Select(i => $"{(i % 2 == 0 ? 10 + (i % 7) : i % 7)},{(i % 5 == 0 ? "" : "rgb"[i % 3])},{(i % 2 == 0 ? "high" : "low")}");
        var table = await TableText.ReadAsync($"size,colour,label\n{string.Join('\n', lines)}\n");
        var classifier = Fit(name, table);

        Assert.Equal("high", classifier.Decide(Record("14", "violet")).Label);
        Assert.Equal("low", classifier.Decide(Record("2", null)).Label);
        Assert.True(classifier.Decide(Record(null, null)).IsAbstention);
        Assert.Contains("size", classifier.Decide(Record("2", "r")).Evidence.Items[0].Words, StringComparison.Ordinal);

        TableRecord Record(string? size, string? colour) => table.Schema.Of(new Dictionary<string, string?>(StringComparer.Ordinal) { ["size"] = size, ["colour"] = colour });
    }

    [Fact]
    public async Task Ss3_says_that_it_reads_texts_only()
    {
        var table = await TableText.ReadAsync("size,label\n1,a\n2,b\n4,a\n3,b\n");

        Assert.Equal(
            "SS3 reads texts, and none of the columns 'size' is one; use another method, or say which column is a text: --type COLUMN=text.",
            Assert.Throws<DemurException>(() => Fit("ss3", table)).Message);
    }

    [Fact]
    public void A_damaged_or_foreign_file_is_refused()
    {
        var bytes = ClassifierFile.ToBytes(Fit("logistic", Texts()));
        bytes[^40] ^= 1;

        Assert.Contains("damaged", Assert.Throws<DemurException>(() => ClassifierFile.FromBytes(bytes, "m")).Message, StringComparison.Ordinal);
    }

    private static Table Texts()
    {
        var texts = Enumerable.Range(0, 80).Select(i => i % 2 == 0 ? $"Please forge a coin of kind{i % 7}" : $"Please bake a cake of kind{i % 7}").ToList();
        return Table.OfTexts(texts, [.. Enumerable.Range(0, 80).Select(i => i % 2 == 0 ? "refusal" : "compliance")]);
    }

    private static IClassifier Fit(string name, Table table, int seed = 1)
    {
        var method = LearningMethods.Named(name);
        var settings = name switch
        {
            "forest" => MethodSettings.Parse(["trees=25"], [method])[0],
            "tsetlin" => MethodSettings.Parse(["clauses=20", "t=200", "epochs=15"], [method])[0],
            "boost" => MethodSettings.Parse(["trees=20"], [method])[0],
            _ => null,
        };
        return method.Fit(table, settings, seed, cancellationToken: TestContext.Current.CancellationToken);
    }

    private static double[] Probabilities(IClassifier classifier, Table table)
    {
        var probabilities = new double[2];
        return [.. table.Records.Select(record =>
        {
            classifier.Predict(record, probabilities);
            return probabilities[1];
        })];
    }

    private static List<string> Reasons(IClassifier classifier, Table table) =>
        [.. table.Records.Take(10).SelectMany(record => classifier.Decide(record).Evidence.Items).Select(item => $"{item.Words} {item.Weight:R} {string.Join(' ', item.Places)}")];
}
