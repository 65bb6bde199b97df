using Demur.Learning.Tables;

namespace Demur.Tests.Learning.Tables;

public sealed class TableReaderTests
{
    private const string Weather = "sky,wind,note,label\nclear,3.5,walk by the river,yes\ngrey,,stay at home,no\nclear,1,out all day,yes\ngrey,8,rain all day,no\n";

    [Fact]
    public async Task Columns_get_their_kinds_and_the_target_its_classes()
    {
        var table = await TableText.ReadAsync(Weather);

        Assert.Equal(
            [new("sky", ColumnKind.Category), new("wind", ColumnKind.Number, HasGaps: true), new TableColumn("note", ColumnKind.Text)],
            table.Schema.Columns);
        Assert.Equal(["no", "yes"], table.Classes);
        Assert.Equal([1, 0, 1, 0], table.Labels);
        Assert.Equal([2, 2], table.ClassCounts());
        Assert.Equal("grey", table.Records[1].Text(0));
        Assert.True(double.IsNaN(table.Records[1].Number(1)));
        Assert.Equal(8, table.Records[3].Number(1));
        Assert.Empty(table.Remarks);
    }

    [Fact]
    public async Task Kinds_columns_and_the_positive_class_can_be_chosen()
    {
        var options = new TableOptions
        {
            Kinds = new Dictionary<string, ColumnKind>(StringComparer.Ordinal) { ["sky"] = ColumnKind.Text, ["wind"] = ColumnKind.Ignored },
            Positive = "no",
        };

        var table = await TableText.ReadAsync(Weather, options);
        var narrow = await TableText.ReadAsync(Weather, new TableOptions { Columns = ["note"] });

        Assert.Equal(["sky", "note"], table.Schema.Columns.Select(column => column.Name));
        Assert.Equal(ColumnKind.Text, table.Schema.Columns[0].Kind);
        Assert.Equal(["yes", "no"], table.Classes);
        Assert.Equal("note", narrow.Schema.OnlyText?.Name);
    }

    [Fact]
    public async Task Rows_without_a_label_are_left_out_and_counted()
    {
        var table = await TableText.ReadAsync("x,label\n1,a\n5,\n2,b\n2,a\n9,b\n4,NA\n");

        Assert.Equal(4, table.Count);
        Assert.Equal(["2 of 6 rows have no 'label' and were left out."], table.Remarks);
    }

    [Theory]
    [InlineData("", "data.csv: there are no rows; give a file with a header and labelled rows.")]
    [InlineData("x,label\n", "data.csv: there are no rows; give a file with a header and labelled rows.")]
    [InlineData("x,y\n1,2\n", "data.csv: no column 'label'; found x, y. Name the column with the class: --target NAME.")]
    [InlineData("x,label\n1,\n2,\n", "data.csv: no row has a value in 'label'; label some rows, or name another column: --target NAME.")]
    [InlineData("x,label\n1,a\n2,a\n", "Column 'label' holds only the class 'a'; a classifier needs examples of at least two classes.")]
    [InlineData("x,label\n1,a\n2,a\n5,b\n", "The class 'b' of column 'label' has one example; nothing can be learned and tested from one. Label more of it, or leave such rows out with --drop-rare.")]
    [InlineData("x,label\n1,a\n2,a\n5,b\n7,c\n", "The class 'b' of column 'label' has one example, and so have 1 others; nothing can be learned and tested from one. Label more of it, or leave such rows out with --drop-rare.")]
    [InlineData("x,x,label\n1,2,a\n2,3,a\n", "data.csv: two columns are called 'x'; rename one of them, so that it is clear which is meant.")]
    [InlineData("label\na\na\nb\nb\n", "No column is left to learn 'label' from.")]
    [InlineData("x,label\n1,a\n1,a\n1,b\n1,b\n", "No column is left to learn 'label' from. Column 'x' holds '1' in every row and was left out.")]
    public async Task What_cannot_be_learned_from_is_told_in_a_sentence(string csv, string message)
    {
        Assert.Equal(message, await TableText.ErrorAsync(csv));
    }

    [Fact]
    public async Task An_amount_is_no_class()
    {
        var csv = "x,label\n" + string.Concat(Enumerable.Range(0, 42).Select(i => $"{i % 5},{i / 2}.5\n"));

        Assert.Equal(
            "data.csv: 'label' holds 21 different numbers; classes are told apart here, amounts are not estimated. Name another column (--target NAME), or sort the amounts into a few classes first.",
            await TableText.ErrorAsync(csv));
    }

    [Fact]
    public async Task Names_that_are_not_there_are_answered_with_those_near()
    {
        Assert.Equal("There is no column 'wnd'; did you mean 'wind'?", await TableText.ErrorAsync(Weather, new TableOptions { Columns = ["wnd"] }));
        Assert.Equal("There is no class in column 'label' 'ye'; did you mean 'yes' or 'no'?", await TableText.ErrorAsync(Weather, new TableOptions { Positive = "ye" }));
    }

    [Fact]
    public async Task Rare_classes_are_left_out_on_request()
    {
        var table = await TableText.ReadAsync("x,label\n1,a\n2,a\n5,b\n7,c\n7,b\n", new TableOptions { LeaveOutRareClasses = true });

        Assert.Equal(["a", "b"], table.Classes);
        Assert.Equal(["1 rows of classes with one example were left out: c."], table.Remarks);
    }

    [Fact]
    public async Task Another_file_is_read_by_the_schema_of_the_first()
    {
        var table = await TableText.ReadAsync(Weather);

        var test = await TableReader.ReadLikeAsync(TableText.Rows("note,extra,sky,label\nhome,1,violet,no\n,2,clear,yes\nx,3,clear,\n"), table, "test.csv", TestContext.Current.CancellationToken);

        Assert.Equal([0, 1], test.Labels);
        Assert.Equal(["1 rows of test.csv have no 'label' and were left out."], test.Remarks);
        Assert.True(double.IsNaN(test.Records[0].Number(1))); // wind had gaps in training, so its column may be absent
        Assert.Equal(
            "test.csv:2: no column 'sky', which every training row had; found note, label. Add it, or rename the column that holds it.",
            (await Assert.ThrowsAsync<DemurException>(() => TableReader.ReadLikeAsync(TableText.Rows("note,label\nx,no\n", "test.csv"), table, "test.csv"))).Message);
        Assert.Equal(
            "test.csv:2: column 'label': the class 'maybe' was not in training, which had no, yes; correct it or leave the row out.",
            (await Assert.ThrowsAsync<DemurException>(() => TableReader.ReadLikeAsync(TableText.Rows("note,sky,label\nx,grey,maybe\n", "test.csv"), table, "test.csv"))).Message);
        Assert.Equal(
            "test.csv:2: column 'wind': 'gale' is no finite number; correct it, leave the cell empty when the value is missing, or train with --type NAME=category.",
            (await Assert.ThrowsAsync<DemurException>(() => TableReader.ReadLikeAsync(TableText.Rows("note,sky,wind,label\nx,grey,gale,no\n", "test.csv"), table, "test.csv"))).Message);
    }

    [Fact]
    public async Task The_hash_tells_values_and_labels_and_nothing_else()
    {
        var first = await TableText.ReadAsync("x,label\n1,a\n2,a\n5,b\n7,b\n");

        Assert.Equal(first.Hash(), (await TableText.ReadAsync("label,x\na,1\na,2.0\nb,5\nb,7\n")).Hash());
        Assert.NotEqual(first.Hash(), (await TableText.ReadAsync("x,label\n1,a\n2,a\n5,b\n8,b\n")).Hash());
        Assert.NotEqual(first.Hash(), (await TableText.ReadAsync("x,label\n1,a\n2,b\n5,b\n7,a\n")).Hash());
    }
}
