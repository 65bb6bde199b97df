using Demur.Learning.Tables;

namespace Demur.Tests.Learning.Tables;

public sealed class ColumnRulesTests
{
    [Fact]
    public void Finite_numbers_are_a_number_with_gaps_or_without()
    {
        Assert.Equal((ColumnKind.Number, null), Infer("3", "1e-2", "-4.5", "3"));
        Assert.Equal((ColumnKind.Number, null), Infer("3", "", "NA", null, "?", "2"));
    }

    [Fact]
    public void Names_that_repeat_are_a_category()
    {
        Assert.Equal((ColumnKind.Category, null), Infer("red", "blue", "red", "blue"));
        Assert.Equal((ColumnKind.Category, null), Infer("true", "false", "true", "true"));
        Assert.Equal((ColumnKind.Category, null), Infer("red", "1", "red", "1"));
        Assert.Equal((ColumnKind.Category, null), Infer("do not agree", "agree", "do not agree", "agree"));
    }

    [Fact]
    public void Values_that_hardly_repeat_are_a_text()
    {
        Assert.Equal((ColumnKind.Text, null), Infer("red", "blue", "red", "green"));
        Assert.Equal((ColumnKind.Text, null), Infer("how are you today", "fine thanks", "how are you today", "fine thanks and you"));
        Assert.Equal((ColumnKind.Text, null), Infer("please say it again", "and once more", "please say it again", "and once more"));
        Assert.Equal((ColumnKind.Text, null), Infer(Enumerable.Repeat(new string('x', 101), 4).Append("y").Append("y").ToArray()));
        Assert.Equal((ColumnKind.Text, null), Infer([.. Enumerable.Range(0, 101).SelectMany(i => new[] { $"v{i}", $"v{i}" })]));
        Assert.Equal((ColumnKind.Category, null), Infer([.. Enumerable.Range(0, 100).SelectMany(i => new[] { $"v{i}", $"v{i}" })]));
    }

    [Fact]
    public void What_tells_nothing_is_left_out_and_said()
    {
        Assert.Equal((ColumnKind.Ignored, "Column 'c' is empty and was left out."), Infer("", null, " "));
        Assert.Equal((ColumnKind.Ignored, "Column 'c' holds 'same' in every row and was left out."), Infer("same", "same"));
        Assert.Equal((ColumnKind.Ignored, "Column 'c' counts the rows and was left out; --type c=number keeps it."), Infer("7", "8", "9"));
        Assert.Equal(ColumnKind.Number, Infer("7", "8", "10").Kind);
        Assert.Equal(ColumnKind.Category, Infer("same", "", "same").Kind);
    }

    [Theory]
    [InlineData("NaN")]
    [InlineData("inf")]
    [InlineData("l2")]
    public void A_slip_among_numbers_is_named_with_its_place(string slip)
    {
        string?[] values = [.. Enumerable.Range(0, 11).Select(i => $"{i * i}"), slip];

        var error = Assert.Throws<DemurException>(() => Infer(values));

        Assert.Equal(
            $"file:13: column 'c' holds numbers in 11 rows, but '{slip}' here; correct it, leave the cell empty when the value is missing, or say what the column is: --type c=category or --type c=text.",
            error.Message);
    }

    [Fact]
    public void Numbers_among_many_words_are_words()
    {
        Assert.Equal(ColumnKind.Text, Infer([.. Enumerable.Range(0, 20).Select(i => $"{i}"), .. Enumerable.Range(0, 20).Select(i => $"word{i}")]).Kind);
    }

    private static (ColumnKind Kind, string? Reason) Infer(params string?[] values) => ColumnRules.Infer("c", values, row => $"file:{row + 2}");
}
