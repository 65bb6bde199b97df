using System.Text.Json;
using Demur.Learning.Ss3;
using Demur.Learning.Ss3.Internal;

namespace Demur.Tests.Learning.Ss3;

/// <summary>Against the authors' toolkit 0.6.4 (Fixtures/make_ss3_fixtures.py).</summary>
public sealed class Ss3ToolkitTests
{
    private static readonly JsonElement Toolkit = Golden.Read("ss3");

    public static TheoryData<int> Cases => [.. Enumerable.Range(0, Toolkit.GetProperty("cases").GetArrayLength())];

    [Fact]
    public void Words_numbers_and_breaks_are_prepared_as_the_toolkit_prepares_them()
    {
        var reader = new Ss3Reader();

        foreach (var prepared in Toolkit.GetProperty("prepared").EnumerateArray())
        {
            var text = prepared.GetProperty("text").GetString()!;
            reader.Read(text, withPlaces: false);
            var found = reader.Tokens.ToArray().Select(token => $"{(token.Before == Ss3Break.None ? "" : "| ")}{reader.WordOf(token)}");
            var expected = prepared.GetProperty("tokens").EnumerateArray().Select(token => $"{(token[1].GetBoolean() ? "| " : "")}{token[0].GetString()}");
            Assert.True(string.Join(' ', expected) == string.Join(' ', found), $"{text}\nexpected {string.Join(' ', expected)}\nfound    {string.Join(' ', found)}");
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Every_stage_of_every_term_has_the_toolkits_value(int number)
    {
        var golden = Toolkit.GetProperty("cases")[number];
        var model = Fit(golden);

        foreach (var row in golden.GetProperty("values").EnumerateArray())
        {
            var value = model.Value(row[0].GetString()!, row[1].GetString()!);

            Golden.Close(
                [row[2].GetDouble(), row[3].GetDouble(), row[4].GetDouble(), row[5].GetDouble(), row[6].GetDouble()],
                [value.Local, value.Significance, value.Count == 0 ? row[4].GetDouble() : value.Sanction, value.Global, value.Confidence],
                1e-12);
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Texts_get_the_toolkits_confidences(int number)
    {
        var golden = Toolkit.GetProperty("cases")[number];
        var model = Fit(golden);
        var texts = golden.Strings("texts");

        for (var i = 0; i < texts.Length; i++)
        {
            Golden.Close(
                [.. golden.GetProperty("categories").EnumerateArray().Select((name, c) => (name.GetString(), golden.GetProperty("confidences")[i][c].GetDouble())).OrderBy(pair => pair.Item1, StringComparer.Ordinal).Select(pair => pair.Item2)],
                model.Classify(texts[i]).Values,
                1e-9);
        }
    }

    [Fact]
    public void The_sigmoid_and_the_spread_have_the_toolkits_values()
    {
        foreach (var row in Toolkit.GetProperty("sigmoid").EnumerateArray())
        {
            Assert.Equal(row[2].GetDouble(), Significance.Sigmoid(row[0].GetDouble(), row[1].GetDouble(), new Ss3Constants()), 1e-12);
        }

        foreach (var row in Toolkit.GetProperty("mad").EnumerateArray())
        {
            double[] present = [.. row[0].EnumerateArray().Select(value => value.GetDouble()).Where(value => value > 0)];
            var (median, spread) = Significance.MedianAndSpread(present, row[0].GetArrayLength());
            Assert.Equal(row[1].GetDouble(), median, 1e-12);
            Assert.Equal(row[2].GetDouble(), spread, 1e-12);
        }
    }

    private static Ss3Model Fit(JsonElement golden)
    {
        var options = golden.GetProperty("options");
        var documents = golden.GetProperty("documents").EnumerateArray().ToList();
        return new Ss3Learner(new Ss3Options
        {
            Smoothness = options.GetProperty("smoothness").GetDouble(),
            Significance = options.GetProperty("significance").GetDouble(),
            Sanction = options.GetProperty("sanction").GetDouble(),
            Alpha = options.GetProperty("alpha").GetDouble(),
            MaxNgram = options.GetProperty("maxNgram").GetInt32(),
            Mode = options.GetProperty("explainable").GetBoolean() ? Ss3ConfidenceMode.NormExplainable : Ss3ConfidenceMode.Norm,
        }).Fit([.. documents.Select(row => row[0].GetString()!)], [.. documents.Select(row => row[1].GetString()!)]);
    }
}
