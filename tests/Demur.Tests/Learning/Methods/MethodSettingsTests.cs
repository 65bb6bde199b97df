using Demur.Learning.Methods;

namespace Demur.Tests.Learning.Methods;

public sealed class MethodSettingsTests
{
    private static readonly MethodSetting Trees = new("trees", 300, 1, 1000, "The number of trees.");
    private static readonly LearningMethod[] Two = [new ForestMethod(), new BoostMethod()];

    [Fact]
    public void A_setting_reaches_every_method_that_has_it_unless_one_is_named()
    {
        var settings = MethodSettings.Parse(["trees=50", "boost.trees=7", "depth=2"], Two);

        Assert.Equal([new KeyValuePair<string, double>("trees", 50)], settings[0].Values);
        Assert.Equal([new("depth", 2), new KeyValuePair<string, double>("trees", 7)], settings[1].Values);
    }

    [Fact]
    public void What_is_not_set_has_its_default()
    {
        Assert.Equal(300, MethodSettings.None[Trees]);
    }

    [Theory]
    [InlineData("tres=5", "There is no setting 'tres'; did you mean 'forest.trees' or 'boost.trees'?")]
    [InlineData("trees", "'trees' is no setting; write NAME=NUMBER, such as trees=500.")]
    [InlineData("trees=many", "'trees=many' is no setting; write NAME=NUMBER, such as trees=500.")]
    [InlineData("trees=NaN", "'trees=NaN' is no setting; write NAME=NUMBER, such as trees=500.")]
    public void What_is_no_setting_is_told(string pair, string message)
    {
        var error = Assert.Throws<DemurException>(() => MethodSettings.Parse([pair], Two));

        Assert.StartsWith(message[..24], error.Message, StringComparison.Ordinal);
        Assert.Equal(2, error.ExitCode);
    }

    [Fact]
    public void Values_out_of_range_and_halves_are_refused()
    {
        Assert.Equal("trees is 0; use 1 to 1000. The number of trees.", Assert.Throws<DemurException>(() => Set("trees=0")[Trees]).Message);
        Assert.Equal("trees is 2.5; use a whole number. The number of trees.", Assert.Throws<DemurException>(() => Set("trees=2.5").Whole(Trees)).Message);
    }

    [Fact]
    public void An_unknown_method_is_answered_with_the_nearest()
    {
        Assert.Equal("There is no method 'tsetlim'; did you mean 'tsetlin'?", Assert.Throws<DemurException>(() => LearningMethods.Named("tsetlim")).Message);
        Assert.Equal("svm", LearningMethods.Named("SVM").Name);
    }

    private static MethodSettings Set(string pair) => MethodSettings.Parse([pair], [new ForestMethod()])[0];
}
