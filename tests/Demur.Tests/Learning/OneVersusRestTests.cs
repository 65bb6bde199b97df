using Demur.Learning;
using Demur.Learning.Linear;
using Demur.Learning.Models;
using Demur.Learning.Sparse;

namespace Demur.Tests.Learning;

public sealed class OneVersusRestTests
{
    private static readonly OneVersusRest Learner = new(new LogisticRegression());

    [Fact]
    public void Two_classes_are_one_model_unchanged()
    {
        var examples = Blocks(2);
        var alone = new LogisticRegression().Fit(examples.ToTwoClasses(1));
        var probabilities = new double[2];

        for (var row = 0; row < examples.Count; row++)
        {
            Learner.Fit(examples).Predict(examples.Features.Row(row), probabilities);
            Assert.Equal(alone.Probability(examples.Features.Row(row)), probabilities[1]);
            Assert.Equal(1, probabilities.Sum(), 15);
        }
    }

    [Fact]
    public void Each_of_four_classes_wins_its_own_rows_and_probabilities_add_up_to_one()
    {
        var examples = Blocks(4);
        var model = Learner.Fit(examples);
        var probabilities = new double[4];

        for (var row = 0; row < examples.Count; row++)
        {
            model.Predict(examples.Features.Row(row), probabilities);
            Assert.Equal(examples.Labels[row], Array.IndexOf(probabilities, probabilities.Max()));
            Assert.Equal(1, probabilities.Sum(), 12);
        }
    }

    [Fact]
    public void A_class_without_examples_is_never_predicted()
    {
        var full = Blocks(2);
        var examples = new ExampleSet(full.Features, full.Labels.ToArray(), ["a", "b", "never"]);
        var probabilities = new double[3];

        Learner.Fit(examples).Predict(examples.Features.Row(0), probabilities);

        Assert.Equal(0, probabilities[2]);
        Assert.Equal(1, probabilities.Sum(), 12);
    }

    [Fact]
    public void One_class_is_refused_by_name()
    {
        var error = Assert.Throws<DemurException>(() => Learner.Fit(Blocks(2).Select([0, 2])));

        Assert.Equal("All 2 examples are of the class 'class 0'; a classifier needs examples of at least two classes.", error.Message);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public void A_model_saved_and_loaded_predicts_the_same(int classes)
    {
        var examples = Blocks(classes);
        var model = Learner.Fit(examples);
        var bytes = ModelFile.ToBytes(new ModelCard { Kind = "m", CreatedBy = "test" }, writer => LearnedModelFormat.Write(writer, model));

        var back = ModelFile.FromBytes(bytes, "m", "m", (reader, _) => LearnedModelFormat.Read(reader));

        var (before, after) = (new double[classes], new double[classes]);
        for (var row = 0; row < examples.Count; row++)
        {
            model.Predict(examples.Features.Row(row), before);
            back.Predict(examples.Features.Row(row), after);
            Assert.Equal(before, after);
        }
    }

    /// <summary>Examples whose class is told by one feature.</summary>
    private static ExampleSet Blocks(int classes)
    {
        var labels = Enumerable.Range(0, 10 * classes).Select(row => row % classes).ToArray();
        var rows = labels.Select((label, row) => new SparseVector([label, classes], [1, 0.01 * row])).ToList();
        return new ExampleSet(SparseMatrix.FromRows(rows, classes + 1), labels, [.. Enumerable.Range(0, classes).Select(label => $"class {label}")]);
    }
}
