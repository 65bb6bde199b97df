using Demur.Decisions;
using Demur.Learning.Models;
using Demur.Learning.Tables;
using Demur.Learning.Text;

namespace Demur.Tests.Learning.Tables;

public sealed class TableEncoderTests
{
    // wind: 2, 4, missing, 6: mean 4, deviation sqrt(8/3)
    private const string Weather = "sky,wind,label\nclear,2,yes\ngrey,4,no\nclear,,yes\ngrey,6,no\n";

    [Fact]
    public async Task Numbers_are_standardised_categories_one_hot_and_gaps_marked()
    {
        var encoder = TableEncoder.Fit(await TableText.ReadAsync(Weather));
        var deviation = Math.Sqrt(8.0 / 3);

        Assert.Equal(["sky = clear", "sky = grey", "wind", "wind missing"], Enumerable.Range(0, encoder.FeatureCount).Select(encoder.FeatureName));
        Assert.Equal([(0, 1), (2, -2 / deviation)], Row(encoder, ("sky", "clear"), ("wind", "2")));
        Assert.Equal([(1, 1.0)], Row(encoder, ("sky", "grey"), ("wind", "4"))); // the mean itself is 0
        Assert.Equal([(0, 1), (3, 1)], Row(encoder, ("sky", "clear"), ("wind", null)));
    }

    [Fact]
    public async Task What_training_had_not_has_no_feature()
    {
        var encoder = TableEncoder.Fit(await TableText.ReadAsync(Weather));

        Assert.Equal([(2, 4 / Math.Sqrt(8.0 / 3))], Row(encoder, ("sky", "violet"), ("wind", "8")));
        Assert.Equal([(3, 1.0)], Row(encoder, ("sky", null), ("wind", null))); // no training row lacked the sky
    }

    [Fact]
    public async Task As_bits_numbers_are_the_thresholds_that_they_reach()
    {
        var encoder = TableEncoder.Fit(await TableText.ReadAsync(Weather), new EncodingOptions { Bits = true });

        Assert.Equal(["sky = clear", "sky = grey", "wind >= 4", "wind >= 6", "wind missing"], Enumerable.Range(0, encoder.FeatureCount).Select(encoder.FeatureName));
        Assert.Equal([(0, 1.0)], Row(encoder, ("sky", "clear"), ("wind", "3.9")));
        Assert.Equal([(1, 1.0), (2, 1.0)], Row(encoder, ("sky", "grey"), ("wind", "4")));
        Assert.Equal([(1, 1.0), (2, 1.0), (3, 1.0)], Row(encoder, ("sky", "grey"), ("wind", "99")));
        Assert.Equal("wind < 6", encoder.ConditionName(3, isNegated: true));
        Assert.Equal("NOT wind missing", encoder.ConditionName(4, isNegated: true));
        Assert.Equal((1, null), (encoder.ThresholdColumn(3), encoder.ThresholdColumn(4)));
    }

    [Fact]
    public void Texts_are_tfidf_or_bits_and_tell_where_their_words_stand()
    {
        var table = Table.OfTexts(["forge a coin", "bake bread", "forge bread", "bake bake"], ["yes", "no", "yes", "no"]);
        var bits = TableEncoder.Fit(table, new EncodingOptions { Bits = true, Text = new TfidfOptions { MaxNgram = 1 } });
        var record = table.Schema.OfText("Bake, forge and bake!");

        Assert.Equal(["bake", "bread", "coin", "forge"], Enumerable.Range(0, bits.FeatureCount).Select(bits.FeatureName));
        Assert.Equal([(0, 1.0), (3, 1.0)], Cells(bits, record));
        Assert.Equal([new TextSpan(0, 4), new TextSpan(16, 4)], bits.Locate(record)[0]);
        Assert.Equal("NOT 'coin'", bits.ConditionName(2, isNegated: true));
        var tfidf = new TfidfVectorizer().Fit(table.Records.Select(row => row.Text(0)!), TestContext.Current.CancellationToken);
        Assert.Equal(tfidf.Transform("forge bread").Values.ToArray(), TableEncoder.Fit(table).Transform(table.Records[2], new TextWorkspace()).Values.ToArray());
    }

    [Fact]
    public async Task Beside_other_columns_words_carry_their_columns_name()
    {
        var table = await TableText.ReadAsync("note,wind,label\nforge it,1,a\nbake it,2,b\nforge,4,a\nbake,5,b\n");
        var encoder = TableEncoder.Fit(table, new EncodingOptions { Text = new TfidfOptions { MaxNgram = 1 } });

        Assert.Equal(["note: bake", "note: forge", "note: it", "wind"], Enumerable.Range(0, encoder.FeatureCount).Select(encoder.FeatureName));
        Assert.Empty(encoder.Locate(table.Records[0]));
        Assert.Equal("note has 'forge'", encoder.ConditionName(1, isNegated: false));
        Assert.Equal(new FeatureEvidence("wind = 1", 2.5), encoder.Evidence(table.Records[0], 3, 2.5, encoder.Locate(table.Records[0])));
    }

    [Fact]
    public void Texts_without_a_word_are_refused()
    {
        var table = Table.OfTexts(["!", "?", "", " "], ["a", "b", "a", "b"]);

        Assert.Equal("None of 4 texts holds a single word to learn from; give texts, or shorten MinWordLength.", Assert.Throws<DemurException>(() => TableEncoder.Fit(table)).Message);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_encoder_saved_and_loaded_encodes_the_same(bool bits)
    {
        var table = await TableText.ReadAsync("note,wind,sky,label\nforge it,1,clear,a\nbake it,,grey,b\nforge,4,clear,a\nbake,5,grey,b\n");
        var encoder = TableEncoder.Fit(table, new EncodingOptions { Bits = bits });
        var bytes = ModelFile.ToBytes(new ModelCard { Kind = "e", CreatedBy = "test" }, encoder.Write);

        var back = ModelFile.FromBytes(bytes, "e", "e", (reader, _) => TableEncoder.Read(reader));

        Assert.Equal(encoder.Schema.Columns, back.Schema.Columns);
        Assert.Equal(Enumerable.Range(0, encoder.FeatureCount).Select(encoder.FeatureName), Enumerable.Range(0, back.FeatureCount).Select(back.FeatureName));
        Assert.All(table.Records, record => Assert.Equal(Cells(encoder, record), Cells(back, record)));
    }

    private static List<(int, double)> Row(TableEncoder encoder, params (string Column, string? Value)[] cells) =>
        Cells(encoder, encoder.Schema.Of(cells.ToDictionary(cell => cell.Column, cell => cell.Value, StringComparer.Ordinal)));

    private static List<(int, double)> Cells(TableEncoder encoder, TableRecord record)
    {
        var row = encoder.Transform(record, new TextWorkspace());
        return [.. Enumerable.Range(0, row.Count).Select(i => (row.Indices[i], row.Values[i]))];
    }
}
