using CsCheck;
using Demur.Learning.Calibration;
using Demur.Learning.Linear;
using Demur.Learning.Models;

namespace Demur.Tests.Learning.Calibration;

public sealed class CalibrationTests
{
    private static readonly Gen<(double[] Scores, bool[] Labels)> Examples =
        Gen.Select(Gen.Double[-5, 5], Gen.Bool).Array[4, 40]
            .Where(rows => rows.Any(row => row.Item2) && rows.Any(row => !row.Item2))
            .Select(rows => (rows.Select(row => row.Item1).ToArray(), rows.Select(row => row.Item2).ToArray()));

    [Fact]
    public void Platts_curve_is_that_of_scikit_learn()
    {
        var (golden, scores, labels) = Read();

        var curve = PlattCalibrator.Fit(scores, labels);

        // scikit-learn writes the exponent with the other sign.
        Assert.Equal(-golden.GetProperty("platt").GetProperty("a").GetDouble(), curve.Slope, 1e-4);
        Assert.Equal(-golden.GetProperty("platt").GetProperty("b").GetDouble(), curve.Offset, 1e-4);
    }

    [Fact]
    public void The_isotonic_curve_is_that_of_scikit_learn_between_and_beyond_the_points()
    {
        var (golden, scores, labels) = Read();
        var grid = golden.Doubles("grid");

        Golden.Close(golden.Doubles("isotonic"), [.. grid.Select(IsotonicCalibrator.Fit(scores, labels).Calibrate)], 1e-9);
        Golden.Close(golden.Doubles("isotonic_weighted"), [.. grid.Select(IsotonicCalibrator.Fit(scores, labels, golden.Doubles("weights")).Calibrate)], 1e-9);
    }

    [Fact]
    public void The_temperature_has_the_smallest_loss_of_all_tried()
    {
        var (_, scores, labels) = Read();

        var best = TemperatureCalibrator.Fit(scores, labels).Temperature;

        var tried = Enumerable.Range(1, 400).Select(step => step / 100.0).MinBy(Loss);
        Assert.Equal(tried, best, 0.01);

        double Loss(double temperature) => scores.Select((score, i) => Logistic.Softplus((labels[i] ? -1 : 1) * score / temperature)).Sum();
    }

    [Fact]
    public void No_calibrator_ever_falls_or_leaves_the_unit_range() =>
        Examples.Sample((scores, labels) =>
        {
            ICalibrator[] calibrators = [PlattCalibrator.Fit(scores, labels), IsotonicCalibrator.Fit(scores, labels), TemperatureCalibrator.Fit(scores, labels)];
            foreach (var calibrator in calibrators)
            {
                var values = Enumerable.Range(-60, 121).Select(step => calibrator.Calibrate(step / 10.0)).ToList();
                Assert.All(values, value => Assert.InRange(value, 0, 1));
                Assert.All(values.Zip(values.Skip(1)), pair => Assert.True(pair.First <= pair.Second + 1e-15));
            }
        });

    [Fact]
    public void The_isotonic_means_agree_with_the_slow_definition() =>
        Examples.Sample((drawn, labels) =>
        {
            var scores = drawn.Select((score, i) => Math.Round(score, 3) + (i * 1e-6)).ToArray(); // no ties

            // Min-max formula (Robertson, Wright and Dykstra 1988): max over starts of min over ends of the block mean.
            var order = Enumerable.Range(0, scores.Length).OrderBy(i => scores[i]).ToArray();
            var values = order.Select(i => labels[i] ? 1.0 : 0.0).ToArray();
            var curve = IsotonicCalibrator.Fit(scores, labels);
            for (var i = 0; i < values.Length; i++)
            {
                var expected = Enumerable.Range(0, i + 1).Max(from => Enumerable.Range(i, values.Length - i).Min(to => values[from..(to + 1)].Average()));
                Assert.Equal(expected, curve.Calibrate(scores[order[i]]), 1e-9);
            }
        });

    [Fact]
    public void Every_calibrator_survives_its_file() =>
        Examples.Sample((scores, labels) =>
        {
            ICalibrator[] calibrators = [PlattCalibrator.Fit(scores, labels), IsotonicCalibrator.Fit(scores, labels), TemperatureCalibrator.Fit(scores, labels)];
            foreach (var calibrator in calibrators)
            {
                var bytes = ModelFile.ToBytes(new ModelCard { Kind = "c", CreatedBy = "test" }, calibrator.Write);
                var back = ModelFile.FromBytes(bytes, "c", "c", (reader, _) => Calibrator.Read(reader));
                Assert.All(scores, score => Assert.Equal(calibrator.Calibrate(score), back.Calibrate(score)));
            }
        });

    [Fact]
    public void One_class_cannot_be_calibrated()
    {
        var error = Assert.Throws<DemurException>(() => PlattCalibrator.Fit([1, 2], [true, true]));

        Assert.Equal("2 scores hold one class only; calibration needs labelled examples of both.", error.Message);
    }

    private static (System.Text.Json.JsonElement Golden, double[] Scores, bool[] Labels) Read()
    {
        var golden = Golden.Read("calibration");
        return (golden, golden.Doubles("scores"), [.. golden.Integers("labels").Select(label => label == 1)]);
    }
}
