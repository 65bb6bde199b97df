using CsCheck;
using Demur.Learning;
using Demur.Learning.Models;
using Demur.Learning.Sparse;
using Demur.Learning.Tsetlin;

namespace Demur.Tests.Learning.Tsetlin;

public sealed class TsetlinFileTests
{
    private static readonly byte[] Model = MachineData.Bytes(writer => Trained().ToModel().Write(writer));
    private static readonly byte[] Training = MachineData.Bytes(writer => Trained().Write(writer));

    [Fact]
    public void A_model_saved_and_loaded_is_the_same()
    {
        var model = Trained().ToModel();
        var back = TsetlinModel.Read(MachineData.Reader(Model));
        var (bits, _) = MachineData.Layers(40);

        Assert.Equal(model.ClassSums(bits), back.ClassSums(bits));
        Assert.Equal((model.RuleCount, model.T, model.ExampleCount, model.FeatureRows(1)), (back.RuleCount, back.T, back.ExampleCount, back.FeatureRows(1)));
        Assert.Equal(Model, MachineData.Bytes(back.Write));
    }

    [Fact]
    public void A_text_classifier_saved_in_a_file_decides_the_same()
    {
        var classifier = TextClassifierTests.Train();
        var path = Path.Combine(Directory.CreateTempSubdirectory("demur-tsetlin").FullName, "mail.demur");

        classifier.Save(path, new ModelCard { Kind = "anything", CreatedBy = "test" });
        var back = TsetlinTextClassifier.Load(path);

        Assert.Equivalent(classifier.Decide("the meeting is about the prize"), back.Decide("the meeting is about the prize"), strict: true);
        Assert.Contains("'demur model show'", Assert.Throws<DemurException>(() => ModelFile.Load(path, "labeller", (_, _) => 0)).Message);
    }

    [Fact]
    public void Rules_over_numbers_are_stored_by_the_floors_format()
    {
        var examples = new ExampleSet(SparseMatrix.FromDense([.. Enumerable.Range(0, 40).Select(row => new double[] { row % 7, row % 2 })]), [.. Enumerable.Range(0, 40).Select(row => row % 7 > 3 ? 1 : 0)], ["low", "high"]);
        var model = new TsetlinLearner(new TsetlinLearnerOptions { Machine = new TsetlinOptions { Clauses = 10, T = 5, S = 3 } }).Fit(examples, 2, TestContext.Current.CancellationToken);

        var back = LearnedModelFormat.Read(MachineData.Reader(MachineData.Bytes(writer => LearnedModelFormat.Write(writer, model))));

        var (expected, actual) = (new double[2], new double[2]);
        for (var row = 0; row < 7; row++)
        {
            model.Predict(examples.Features.Row(row), expected);
            back.Predict(examples.Features.Row(row), actual);
            Assert.Equal(expected, actual);
        }
    }

    [Fact]
    public void Damaged_models_are_refused_or_harmless()
    {
        var (bits, _) = MachineData.Layers(3);
        Damage(Model).Sample(bytes =>
        {
            try
            {
                if (TsetlinModel.Read(MachineData.Reader(bytes)) is { FeatureCount: 70 } model)
                {
                    Assert.Equal(bits.RowCount * model.ClassCount, model.ClassSums(bits).Length);
                }
            }
            catch (DemurException error)
            {
                Assert.Contains("model.demur", error.Message);
            }
        }, iter: 3000);
    }

    [Fact]
    public void Damaged_trainings_are_refused_or_harmless()
    {
        Damage(Training).Sample(bytes =>
        {
            try
            {
                Assert.True(TsetlinTrainer.Read(MachineData.Reader(bytes)).Epochs >= 0);
            }
            catch (DemurException error)
            {
                Assert.NotEmpty(error.Message);
            }
        }, iter: 1000);
    }

    [Theory]
    [InlineData(0, 9, "a Tsetlin model of version 9 where 1 is known")]
    [InlineData(1, 71, "71 features, 3 classes")]
    [InlineData(2, 1, "1 classes")]
    [InlineData(3, 0, "T 0")]
    public void Numbers_that_cannot_be_are_named(int position, int value, string expected)
    {
        var bytes = (byte[])Model.Clone();
        BitConverter.TryWriteBytes(bytes.AsSpan(position * 4), value);

        Assert.Contains(expected, Assert.Throws<DemurException>(() => TsetlinModel.Read(MachineData.Reader(bytes))).Message);
    }

    /// <summary>Overwrites a few words anywhere, or cuts the end off.</summary>
    private static Gen<byte[]> Damage(byte[] content) =>
        Gen.Select(Gen.Select(Gen.Int[0, (content.Length / 4) - 1], Gen.OneOf(Gen.Int, Gen.Int[-2, 80])).Array[1, 3], Gen.Int[0, 20], Gen.Int[0, content.Length]).Select((changes, cut, length) =>
        {
            var bytes = (byte[])content.Clone();
            foreach (var (position, value) in changes)
            {
                BitConverter.TryWriteBytes(bytes.AsSpan(position * 4), value);
            }

            return cut == 0 ? bytes[..length] : bytes;
        });

    private static TsetlinTrainer Trained()
    {
        var (bits, classes) = MachineData.Layers(100);
        var trainer = new TsetlinMachine(new TsetlinOptions { Clauses = 12, T = 6, S = 4, Threads = 1 }).Start(70, 3);
        trainer.PartialFit(bits, classes, 4);
        return trainer;
    }
}
