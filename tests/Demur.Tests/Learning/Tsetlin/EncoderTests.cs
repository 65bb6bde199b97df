using CsCheck;
using Demur.Learning;
using Demur.Learning.Sparse;
using Demur.Learning.Text;
using Demur.Learning.Tsetlin;
using Demur.Learning.Tsetlin.Internal;

namespace Demur.Tests.Learning.Tsetlin;

public sealed class EncoderTests
{
    [Fact]
    public void Few_values_get_a_threshold_at_each_but_the_lowest()
    {
        var thermometer = new ThermometerEncoder().Fit(SparseMatrix.FromDense([[3, 0, 5], [1, 1, 5], [2, 0, 5]]));

        Assert.Equal([2, 3], thermometer.ThresholdsOf(0).ToArray());
        Assert.Equal([1], thermometer.ThresholdsOf(1).ToArray());
        Assert.Empty(thermometer.ThresholdsOf(2).ToArray());
        Assert.Equal(3, thermometer.BitCount);
        Assert.Equal([(0, 2.0), (0, 3.0), (1, 1.0)], [thermometer.Meaning(0), thermometer.Meaning(1), thermometer.Meaning(2)]);
        var bits = thermometer.Transform(SparseMatrix.FromDense([[2, 1, 0], [9, 0, 0], [0, 0, 0]]));
        Assert.Equal(["101", "110", "000"], Enumerable.Range(0, 3).Select(row => string.Concat(Enumerable.Range(0, 3).Select(bit => bits[row, bit] ? '1' : '0'))));
    }

    [Fact]
    public void Many_values_get_thresholds_at_quantiles()
    {
        var rows = SparseMatrix.FromDense([.. Enumerable.Range(0, 100).Select(value => new double[] { value - 50 })]);

        // The 25th, 50th and 75th of a hundred values in order.
        Assert.Equal([-25, 0, 25], new ThermometerEncoder(3).Fit(rows).ThresholdsOf(0).ToArray());
    }

    [Fact]
    public void A_column_that_is_mostly_zero_asks_first_whether_there_is_anything()
    {
        var rows = SparseMatrix.FromDense([.. Enumerable.Range(0, 100).Select(row => new double[] { row < 90 ? 0 : row })]);

        Assert.Equal([90], new ThermometerEncoder(3).Fit(rows).ThresholdsOf(0).ToArray());
    }

    [Fact]
    public void Rows_without_variation_and_numbers_that_are_none_are_refused()
    {
        Assert.Equal("None of 2 columns varies over 2 rows; there is nothing to tell classes apart by.", Message(() => new ThermometerEncoder().Fit(SparseMatrix.FromDense([[1, 0], [1, 0]]))));
        Assert.StartsWith("Row 1 has the value NaN in column 0;", Message(() => new ThermometerEncoder().Fit(SparseMatrix.FromDense([[1], [double.NaN]]))));
        Assert.Equal("There is no row to learn thresholds from.", Message(() => new ThermometerEncoder().Fit(SparseMatrix.FromDense([]))));

        string Message(Action act) => Assert.Throws<DemurException>(act).Message;
    }

    [Fact]
    public void Chi_square_has_the_values_of_scikit_learn()
    {
        // sklearn.feature_selection.chi2 of scikit-learn 1.2.1 on the same rows; for a column that is never present it gives NaN, we 0.
        var bits = BitMatrix.FromRows([[true, false, true, false], [true, false, false, false], [true, true, true, false], [false, true, true, false], [false, true, true, false]]);

        var scores = ChiSquareSelector.Scores(bits, [0, 0, 1, 1, 2]);

        Golden.Close([7.0 / 6, 2, 0.375, 0], scores, 1e-12);
        Assert.Equal([0, 1], new ChiSquareSelector(2).Select(bits, [0, 0, 1, 1, 2]));
    }

    [Fact]
    public void Ngrams_in_too_few_texts_are_left_out()
    {
        var words = new NgramBinarizer(new NgramBinarizerOptions { MinTexts = 2 }).Fit(["a red fish", "a red bird", "red fish red fish"], TestContext.Current.CancellationToken);

        Assert.Equal(["a", "a red", "fish", "red", "red fish"], Enumerable.Range(0, words.FeatureCount).Select(words.FeatureName));
        Assert.Equal([1, 1, 1], words.Transform("red fish red").Values.ToArray());
    }

    [Fact]
    public void Literals_are_the_features_and_their_negations()
    {
        Gen.Select(Gen.Int[1, 200], Gen.Int).Sample((columns, seed) =>
        {
            var random = new SplitMix(seed);
            var bits = BitMatrix.Create(1, columns, (_, _) => random.Below(2) == 0);
            var literals = new ulong[LiteralRows.StrideFor(columns)];

            LiteralRows.Write(bits.Row(0), columns, literals);

            var expected = Enumerable.Range(0, columns).Where(column => bits[0, column]).Concat(Enumerable.Range(0, columns).Where(column => !bits[0, column]).Select(column => columns + column));
            Assert.Equal(expected, BitWords.Positions(literals));
        });
    }

    [Fact]
    public void Bits_of_a_table_come_back_by_row_and_column()
    {
        Gen.Bool.Array[67].Array[1, 5].Sample(rows =>
        {
            var bits = BitMatrix.FromRows(rows);
            var columns = bits.SelectColumns([66, 3]);

            Assert.Equal(rows.SelectMany(row => row), Enumerable.Range(0, rows.Length).SelectMany(row => Enumerable.Range(0, 67).Select(column => bits[row, column])));
            Assert.Equal(rows.Select(row => row.Count(bit => bit)), Enumerable.Range(0, rows.Length).Select(bits.CountOnes));
            Assert.Equal((rows[^1][66], rows[^1][3]), (columns[rows.Length - 1, 0], columns[rows.Length - 1, 1]));
        });
        Assert.Equal("Row 1 has 1 bits, the first row 2; all rows must be equally long.", Assert.Throws<DemurException>(() => BitMatrix.FromRows([[true, true], [true]])).Message);
    }

    [Fact]
    public void Thresholds_of_one_column_read_as_its_range()
    {
        // Bits: age >= 2, >= 5, >= 12; flag.
        var thermometer = new ThermometerEncoder().Fit(SparseMatrix.FromDense([[1, 0], [2, 1], [5, 0], [12, 0]]));
        var reading = TsetlinReadings.OfThresholds(thermometer, null, column => column == 0 ? "age" : "flag");

        Assert.Equal(["5 <= age < 12", "NOT flag"], Read(new(0, false), new(1, false), new(2, true), new(3, true)));
        Assert.Equal(["age >= 12", "flag"], Read(new(3, false), new(2, false)));
        Assert.Equal(["age < 2"], Read(new(0, true), new(1, true)));
        Assert.Equal(["12 <= age < 2"], Read(new(0, true), new(2, false))); // what cannot be is shown as it is

        IEnumerable<string> Read(params TsetlinLiteral[] literals) => reading(literals).Select(condition => condition.ToString());
    }

    [Fact]
    public void Rules_over_numbers_tell_ranges_apart_and_explain_themselves()
    {
        var examples = new ExampleSet(
            SparseMatrix.FromDense([.. Enumerable.Range(0, 200).Select(row => new double[] { row % 20, row % 3 == 0 ? 1 : 0 })]),
            [.. Enumerable.Range(0, 200).Select(row => row % 20 is >= 5 and < 12 ? 1 : 0)],
            ["outside", "inside"]);
        var model = new TsetlinLearner(new TsetlinLearnerOptions { Machine = new TsetlinOptions { Clauses = 20, T = 10, S = 5, Epochs = 60 }, MaxThresholds = 19 })
            .Fit(examples, 1, TestContext.Current.CancellationToken);
        var report = model.Report(column => column == 0 ? "age" : "flag", examples.Classes);
        var row = new SparseVector([0], [7.0]);

        Assert.Equal(1, model.Decide(row.Row).Class);
        Assert.All(model.Explain(row.Row, 1, report).Items, item => Assert.Contains("age", ((Demur.Decisions.ClauseEvidence)item).Clause));
    }

    [Fact]
    public void A_class_that_all_examples_have_is_refused()
    {
        var examples = new ExampleSet(SparseMatrix.FromDense([[1], [2]]), [1, 1], ["a", "b"]);

        Assert.Equal(
            "All 2 examples are of the class 'b'; a classifier needs examples of at least two classes.",
            Assert.Throws<DemurException>(() => new TsetlinLearner().Fit(examples)).Message);
    }
}
