using Demur.Learning;
using Demur.Learning.Evaluation;
using Demur.Learning.Imbalance;
using Demur.Learning.Methods;
using Demur.Learning.Methods.Internal;
using Demur.Learning.Tables;
using Demur.Tests.Learning.Tables;

namespace Demur.Tests.Learning.Methods;

public sealed class ResamplingPlanTests
{
    [Fact]
    public void A_plan_is_written_as_it_is_read()
    {
        Assert.Equal("smote=200+under=100", ResamplingPlan.Parse(" SMOTE=200 + under=100 ").ToString());
        Assert.Equal((true, false), (ResamplingPlan.Parse("over+under").OnlyChooses, ResamplingPlan.Parse("over+tomek").OnlyChooses));
    }

    [Theory]
    [InlineData("smot", "There is no resampling step 'smot'; did you mean 'smote'?")]
    [InlineData("smote=lots", "'smote=lots' is no resampling step; write NAME or NAME=PERCENT, such as smote=200.")]
    [InlineData("smote=0", "0 % of a class cannot be made")]
    [InlineData("under=0", "under=0 is out of range; use 1 or more.")]
    [InlineData("adasyn=101", "adasyn=101 is out of range; use 1 to 100.")]
    [InlineData("tomek=5", "tomek takes no percentage; write tomek.")]
    [InlineData("smote+", "There is no resampling step ''")]
    public void A_plan_that_is_none_says_what_is_wrong(string text, string message) =>
        Assert.Contains(message, Assert.Throws<DemurException>(() => ResamplingPlan.Parse(text)).Message, StringComparison.Ordinal);

    [Fact]
    public async Task Made_rows_hold_one_category_a_column_and_no_value_beside_a_gap()
    {
        var table = await MixedAsync();
        var encoder = TableEncoder.Fit(table);
        var examples = encoder.Encode(table);

        var made = Resample("smote=300", encoder, examples);

        Assert.Equal(3 * table.ClassCounts()[1], made.SyntheticCount);
        var gaps = 0;
        for (var row = examples.Count; row < made.Examples.Count; row++)
        {
            var at = row;
            double Cell(string name) => made.Examples.Features.Row(at).ValueAt(Feature(encoder, name));
            Assert.Equal(1, Cell("colour = green") + Cell("colour = red"));
            Assert.Contains(Cell("colour = red"), new[] { 0.0, 1.0 });
            Assert.Contains(Cell("size missing"), new[] { 0.0, 1.0 });
            Assert.True(Cell("size missing") == 0 || Cell("size") == 0);
            gaps += (int)Cell("size missing");
        }

        Assert.True(gaps > 0); // or the last assertion said nothing
    }

    [Fact]
    public async Task Made_bits_are_bits_and_thresholds_stay_nested()
    {
        var table = await MixedAsync();
        var encoder = TableEncoder.Fit(table, new EncodingOptions { Bits = true });
        var examples = encoder.Encode(table);

        var made = Resample("smote", encoder, examples);

        Assert.Equal(made.Examples.ClassCounts()[0], made.Examples.ClassCounts()[1]);
        var width = Enumerable.Range(0, encoder.FeatureCount).Count(feature => encoder.FeatureName(feature).StartsWith("weight >=", StringComparison.Ordinal));
        Assert.True(width > 3);
        for (var row = examples.Count; row < made.Examples.Count; row++)
        {
            var cells = made.Examples.Features.Row(row);
            Assert.DoesNotContain(cells.Values.ToArray(), value => value != 1);
            var bits = new double[encoder.FeatureCount];
            for (var i = 0; i < cells.Count; i++)
            {
                bits[cells.Indices[i]] = 1;
            }

            var thresholds = Enumerable.Range(0, bits.Length).Where(feature => encoder.FeatureName(feature).StartsWith("weight >=", StringComparison.Ordinal)).Select(feature => bits[feature]).ToList();
            Assert.Equal(thresholds.OrderDescending(), thresholds);
            var (low, high) = Ends(made, row, feature => encoder.FeatureName(feature).StartsWith("weight >=", StringComparison.Ordinal));
            Assert.InRange(thresholds.Sum(), low, high);
        }
    }

    [Fact]
    public async Task Words_of_made_bits_stand_in_one_of_both_rows()
    {
        var table = await TableText.ReadAsync("text,label\n" + string.Concat(Enumerable.Range(0, 40).Select(i => $"common word{i} other{i % 3} thing,{(i < 8 ? "rare" : "common")}\n")));
        var encoder = TableEncoder.Fit(table, new EncodingOptions { Bits = true });
        var examples = encoder.Encode(table);

        var made = Resample("smote", encoder, examples);

        for (var row = examples.Count; row < made.Examples.Count; row++)
        {
            for (var feature = 0; feature < encoder.FeatureCount; feature++)
            {
                var ends = examples.Features.Row(made.SourceIndices[row]).ValueAt(feature) + examples.Features.Row(made.PartnerIndices[row]).ValueAt(feature);
                Assert.True(ends == 1 || made.Examples.Features.Row(row).ValueAt(feature) == ends / 2);
            }
        }
    }

    [Fact]
    public async Task A_table_of_categories_alone_gets_categories()
    {
        var table = await TableText.ReadAsync("a,b,label\n" + string.Concat(Enumerable.Range(0, 60).Select(i => $"{"xyz"[i % 3]},{"uv"[i % 2]},{(i < 12 ? "rare" : "common")}\n")));
        var encoder = TableEncoder.Fit(table);

        var made = Resample("smote", encoder, encoder.Encode(table));

        for (var row = table.Count; row < made.Examples.Count; row++)
        {
            Assert.Equal(2, made.Examples.Features.Row(row).Count);
            Assert.Equal([1.0, 1.0], made.Examples.Features.Row(row).Values.ToArray());
        }
    }

    [Fact]
    public async Task Under_sampling_after_smote_thins_the_class_that_was_common()
    {
        var table = await MixedAsync();
        var encoder = TableEncoder.Fit(table);

        var made = Resample("smote=900+under=200", encoder, encoder.Encode(table));

        Assert.Equal(10 * table.ClassCounts()[1], made.Examples.ClassCounts()[1]);
        Assert.Equal(table.ClassCounts()[0], made.Examples.ClassCounts()[0]); // fewer than twice the rare ones already
    }

    [Theory]
    [InlineData("borderline", "borderline makes rows between numbers and weights of words")]
    [InlineData("adasyn", "adasyn makes rows between numbers and weights of words")]
    public async Task Variants_that_know_segments_only_refuse_categories(string plan, string message)
    {
        var (table, settings) = (await MixedAsync(), MethodSettings.None.With(ResamplingPlan.Parse(plan)));

        Assert.Contains(message, Assert.Throws<DemurException>(() => new LogisticMethod().Fit(table, settings)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ss3_copies_texts_and_makes_none()
    {
        var table = await TableText.ReadAsync("text,label\n" + string.Concat(Enumerable.Range(0, 40).Select(i => $"a text about {(i < 8 ? "forging" : "baking")} number{i},{(i < 8 ? "rare" : "common")}\n")));

        var copied = new Ss3Method().Fit(table, MethodSettings.None.With(ResamplingPlan.Parse("over")));
        var error = Assert.Throws<DemurException>(() => new Ss3Method().Fit(table, MethodSettings.None.With(ResamplingPlan.Parse("smote")))).Message;

        Assert.Equal("over", copied.Card.Options["resampling"]);
        Assert.Contains("ss3 learns from texts, between which there is none", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Resampling_finds_more_of_a_rare_class_and_tests_on_the_rows_as_they_are()
    {
        var random = new SplitMix(3);
        var lines = Enumerable.Range(0, 600).Select(i => (IsRare: i % 15 == 0, X: random.Unit() + random.Unit() + (i % 15 == 0 ? 0.5 : 0), Y: random.Unit() + (i % 15 == 0 ? 0.4 : 0)));
        var table = await TableText.ReadAsync("x,y,label\n" + string.Concat(lines.Select(line => FormattableString.Invariant($"{line.X},{line.Y},{(line.IsRare ? "rare" : "common")}\n"))));
        var plain = new MethodTrial(new LogisticMethod());

        var scores = new MethodComparison().Fold(table, [plain, plain with { Settings = MethodSettings.None.With(ResamplingPlan.Parse("smote+under")) }]);

        Assert.Equal(["logistic", "logistic, smote+under"], scores.Select(score => score.Method));
        Assert.Equal([600, 600], scores.Select(score => score.Rows));
        Assert.True(scores[1].Recalls[1] > scores[0].Recalls[1] + 0.3, $"{scores[0].Recalls[1]} {scores[1].Recalls[1]}");
        Assert.True(scores[1].Recalls[0] < scores[0].Recalls[0]);
    }

    [Fact]
    public async Task The_same_seed_makes_the_same_classifier()
    {
        var (table, settings) = (await MixedAsync(), MethodSettings.None.With(ResamplingPlan.Parse("smote+enn")));

        byte[] Bytes(int seed) => ClassifierFile.ToBytes(new ForestMethod().Fit(table, settings, seed));

        Assert.Equal(Bytes(4), Bytes(4));
        Assert.NotEqual(Bytes(4), Bytes(5));
    }

    private static ResampledSet Resample(string plan, TableEncoder encoder, ExampleSet examples) =>
        new PlannedResampler(ResamplingPlan.Parse(plan), encoder).Resample(examples, 7, TestContext.Current.CancellationToken);

    private static int Feature(TableEncoder encoder, string name) => Enumerable.Range(0, encoder.FeatureCount).Single(feature => encoder.FeatureName(feature) == name);

    private static (double Low, double High) Ends(ResampledSet made, int row, Func<int, bool> isCounted)
    {
        double Reached(int at) => made.Examples.Features.Row(at).Indices.ToArray().Count(isCounted);
        var (source, partner) = (Reached(made.SourceIndices[row]), Reached(made.PartnerIndices[row]));
        return (Math.Min(source, partner), Math.Max(source, partner));
    }

    /// <summary>Two numbers, one of them with gaps, and a category; one row in four is rare, and rare rows have a gap every other time.</summary>
    private static async Task<Table> MixedAsync()
    {
        var random = new SplitMix(11);
        var lines = Enumerable.Range(0, 120).Select(i => FormattableString.Invariant(
            $"{(i % 8 < 4 && i % 4 == 0 ? "" : (random.Unit() * 5).ToString("0.000", System.Globalization.CultureInfo.InvariantCulture))},{random.Unit() + (i % 4 == 0 ? 1 : 0):0.000},{(random.Unit() < 0.5 ? "red" : "green")},{(i % 4 == 0 ? "rare" : "common")}\n"));
        return await TableText.ReadAsync("size,weight,colour,label\n" + string.Concat(lines));
    }
}
