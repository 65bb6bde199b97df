using Demur.Learning;
using Demur.Learning.Sparse;

namespace Demur.Tests.Learning;

public sealed class ExampleSetTests
{
    private static readonly string[] Colours = ["red", "green", "blue"];

    [Fact]
    public void Labels_index_the_classes_and_a_class_may_be_absent()
    {
        var examples = new ExampleSet(Rows(1, 2, 3), [2, 0, 2], Colours);

        Assert.Equal([1, 0, 2], examples.ClassCounts());
        Assert.Equal(1, examples.Weight(1));
    }

    [Fact]
    public void Chosen_rows_keep_their_labels_and_weights_and_may_repeat()
    {
        var examples = new ExampleSet(Rows(1, 2, 3), [2, 0, 1], Colours, [0.5, 2, 0]).Select([1, 1, 0]);

        Assert.Equal([0, 0, 2], examples.Labels.ToArray());
        Assert.Equal([2, 2, 0.5], Enumerable.Range(0, 3).Select(examples.Weight));
        Assert.Equal(2, examples.Features.Row(1).Values[0]);
        Assert.Equal(Colours, examples.Classes);
    }

    [Fact]
    public void One_class_against_the_others_keeps_weights()
    {
        var two = new ExampleSet(Rows(1, 2, 3), [2, 0, 1], Colours, [0.5, 2, 3]).ToTwoClasses(2);

        Assert.Equal([true, false, false], two.Labels.ToArray());
        Assert.Equal(2, two.Weight(1));
    }

    [Fact]
    public void Bad_examples_are_told_in_one_sentence()
    {
        string Message(Func<ExampleSet> make) => Assert.Throws<DemurException>(make).Message;

        Assert.Equal("Example 1 is of class 3; with 3 classes, labels run from 0 to 2.", Message(() => new(Rows(1, 2), [0, 3], Colours)));
        Assert.Equal("Example 1 has the value NaN in feature 0; learners need finite numbers. Fill the gap or leave the row out.", Message(() => new(Rows(1, double.NaN), [0, 1], Colours)));
        Assert.Equal("Example 0 has the weight -1; weights are finite and at least 0.", Message(() => new(Rows(1), [0], Colours, [-1])));
        Assert.Equal("There are 2 rows of features, 1 labels and 1 weights; they must be equally many.", Message(() => new(Rows(1, 2), [0], Colours)));
        Assert.Equal("The classes are 'a', 'a'; a classifier needs at least two, all of different names.", Message(() => new(Rows(1), [0], ["a", "a"])));
        Assert.Equal("There is no example to learn from; give labelled examples of at least two classes.", Message(() => new(Rows(), [], Colours)));
    }

    private static SparseMatrix Rows(params double[] values) => SparseMatrix.FromDense([.. values.Select(value => new[] { value })]);
}
