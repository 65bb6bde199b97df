using CsCheck;

namespace Demur.Tests;

public sealed class NamesTests
{
    private static readonly string[] Known = ["audit", "label", "predict", "papers", "reproduce", "suites", "train"];

    [Theory]
    [InlineData("audti", "audit")]
    [InlineData("LABEL", "label")]
    [InlineData("pap", "papers")]
    [InlineData("sutes", "suites")]
    public void The_nearest_name_comes_first(string name, string expected) => Assert.Equal(expected, Names.Nearest(name, Known)[0]);

    [Fact]
    public void Names_far_from_all_have_none_near() => Assert.Empty(Names.Nearest("zzzzzzzz", Known));

    [Fact]
    public void An_unknown_name_lists_the_known_ones_when_none_is_near()
    {
        var error = Names.Unknown("command", "zzzzzzzz", Known);

        Assert.Equal("There is no command 'zzzzzzzz'; known are audit, label, papers, predict, reproduce, suites, train.", error.Message);
        Assert.Equal((ErrorCode.UnknownName, 2, 404), (error.Code, error.ExitCode, error.HttpStatus));
    }

    [Fact]
    public void A_list_that_is_cut_says_so_and_begins_with_the_nearest()
    {
        var known = Enumerable.Range(0, 30).Select(i => $"name-{(char)('a' + (i % 26))}{i}").Append("zzz-yyy-x").ToList();

        var message = Names.Unknown("thing", "zzzwyyyvvvvvvvvv", known).Message;

        Assert.Contains("known are zzz-yyy-x, ", message, StringComparison.Ordinal);
        Assert.EndsWith(", ...", message, StringComparison.Ordinal);
        Assert.Equal(12, message.Split(", ").Length - 1);
    }

    [Theory]
    [InlineData("weapons", "improvised-weapons")]
    public void A_word_of_a_name_is_near_it(string name, string expected) => Assert.Equal(expected, Names.Nearest(name, ["reasons", "improvised-weapons"])[0]);

    [Fact]
    public void An_unknown_name_asks_whether_a_near_one_was_meant() =>
        Assert.Equal("There is no command 'trian'; did you mean 'train'?", Names.Unknown("command", "trian", Known).Message);

    [Fact]
    public void A_known_name_is_its_own_nearest() => Gen.Int[0, Known.Length - 1].Sample(i => Names.Nearest(Known[i], Known)[0] == Known[i]);
}
