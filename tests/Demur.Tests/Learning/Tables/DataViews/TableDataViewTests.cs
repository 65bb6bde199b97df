using Demur.Learning.Tables;
using Demur.Learning.Tables.DataViews;
using Microsoft.ML.Data;

namespace Demur.Tests.Learning.Tables.DataViews;

public sealed class TableDataViewTests
{
    private const string Weather = "sky,wind,note,label\nclear,3.5,walk by the river,yes\ngrey,,stay at home,no\nclear,1,out all day,yes\ngrey,8,rain all day,no\n";

    [Fact]
    public async Task A_table_comes_back_from_its_view_as_it_was()
    {
        var table = await TableText.ReadAsync(Weather);

        var back = TableDataView.FromDataView(table.ToDataView(), cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(table.Schema.Columns, back.Schema.Columns);
        Assert.Equal(table.Hash(), back.Hash());
    }

    [Fact]
    public async Task A_view_has_the_columns_that_ML_NET_expects()
    {
        var view = (await TableText.ReadAsync(Weather)).ToDataView();
        using var cursor = view.GetRowCursor(view.Schema.Where(column => column.Name == "wind"));
        var wind = cursor.GetGetter<float>(view.Schema["wind"]);
        var values = new List<float>();
        while (cursor.MoveNext())
        {
            var value = 0f;
            wind(ref value);
            values.Add(value);
        }

        Assert.Equal([3.5f, float.NaN, 1f, 8f], values);
        Assert.Equal(4, view.GetRowCount());
        Assert.Equal(["sky", "wind", "note", "label"], view.Schema.Select(column => column.Name));
        Assert.Equal(TextDataViewType.Instance, view.Schema["label"].Type);
        Assert.Throws<InvalidOperationException>(() => cursor.GetGetter<ReadOnlyMemory<char>>(view.Schema["sky"]));
        Assert.Throws<InvalidOperationException>(() => cursor.GetGetter<double>(view.Schema["wind"]));
    }

    [Fact]
    public async Task A_view_without_the_target_names_its_columns()
    {
        var view = (await TableText.ReadAsync(Weather)).ToDataView();

        Assert.Equal(
            "The view has no column 'class'; it has sky, wind, note, label. Name the column with the class in TableOptions.Target.",
            Assert.Throws<DemurException>(() => TableDataView.FromDataView(view, new TableOptions { Target = "class" })).Message);
    }
}
