using Demur.Reproduction;

namespace Demur.Tests.Reproduction;

public sealed class DataLocatorTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("demur-data-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void The_variable_names_the_folder()
    {
        File.WriteAllText(Path.Combine(_folder, "a.csv"), "");
        var locator = new DataLocator(name => name == "DEMUR_DATA" ? _folder : null, "/nowhere");

        Assert.Equal(Path.Combine(_folder, "a.csv"), locator.Require("a.csv"));
    }

    [Fact]
    public void Without_it_shared_data_above_the_start_folder_counts()
    {
        var data = Directory.CreateDirectory(Path.Combine(_folder, "shared", "data")).FullName;
        var start = Directory.CreateDirectory(Path.Combine(_folder, "repository", "src")).FullName;

        Assert.Equal(data, new DataLocator(_ => null, "/nowhere", start).Root);
    }

    [Fact]
    public void Absent_data_is_an_error_that_says_where_it_looked_and_what_to_set()
    {
        var error = Assert.Throws<DemurException>(() => new DataLocator(_ => null, "/nowhere").Require("01/index.csv"));

        Assert.Equal(
            "The research data '01/index.csv' is not on this machine: DEMUR_DATA is not set, and no folder above '/nowhere' holds shared/data; set DEMUR_DATA to the folder that holds it.",
            error.Message);
        Assert.Equal(ErrorCode.Missing, error.Code);
        Assert.Equal(3, error.ExitCode);
    }

    [Fact]
    public void Of_several_folders_the_first_that_holds_the_data_counts()
    {
        var first = Directory.CreateDirectory(Path.Combine(_folder, "first")).FullName;
        var second = Directory.CreateDirectory(Path.Combine(_folder, "second")).FullName;
        File.WriteAllText(Path.Combine(second, "a.csv"), "");
        File.WriteAllText(Path.Combine(second, "b.csv"), "");
        File.WriteAllText(Path.Combine(first, "b.csv"), "");
        var locator = new DataLocator(_ => $"{first}{Path.PathSeparator}/no/such{Path.PathSeparator}{second}", "/nowhere");

        Assert.Equal([first, second], locator.Roots);
        Assert.Equal(Path.Combine(second, "a.csv"), locator.Require("a.csv"));
        Assert.Equal(Path.Combine(first, "b.csv"), locator.Require("b.csv"));
    }

    [Fact]
    public void A_variable_that_names_nothing_is_not_ignored()
    {
        var error = Assert.Throws<DemurException>(() => new DataLocator(_ => "/no/such/folder", _folder).Require("a.csv"));

        Assert.Contains("DEMUR_DATA names '/no/such/folder', which does not exist", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_the_folder_lacks_names_the_folder()
    {
        var error = Assert.Throws<DemurException>(() => new DataLocator(_ => _folder, "/nowhere").Require("a.csv"));

        Assert.Contains($"looked in '{_folder}'", error.Message, StringComparison.Ordinal);
    }
}
