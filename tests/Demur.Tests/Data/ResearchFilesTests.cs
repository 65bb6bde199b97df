using Demur.Data;
using Demur.Testing;

namespace Demur.Tests.Data;

/// <summary>Reads published files whole; rows, columns and characters were counted with Python's csv and json modules.</summary>
public sealed class ResearchFilesTests
{
    [Theory]
    [InlineData("01-predicting-prompt-refusal/index.csv", 1721, 7, 59862)]
    [InlineData("06-past-tense/jbb-goals.csv", 97, 6, 21648)]
    [InlineData("06-past-tense/reformulations.csv", 2132, 11, 955498)]
    [InlineData("43-overt/overt-full.csv", 4279, 4, 900750)]
    [InlineData("23-oyster/risk-guidelines-en.csv", 32, 2, 31246)]
    [InlineData("21-smote/mammography.csv", 11183, 7, 716335)]
    public async Task Csv_files_hold_the_rows_and_characters_that_python_counts(string file, int rowCount, int columns, int characters)
    {
        var rows = await ReadAsync(file);

        Assert.Equal(rowCount, rows.Count);
        Assert.All(rows, row => Assert.Equal(columns, row.Columns.Count));
        Assert.Equal(characters, rows.Sum(row => row.Columns.Sum(column => row[column]!.EnumerateRunes().Count())));
    }

    [Theory]
    [InlineData("01-predicting-prompt-refusal/all_hand_labeled.json", 1721, DataFormat.Json)]
    [InlineData("04-refusal-tokens/coconot-pref-train.jsonl", 927, DataFormat.JsonLines)]
    [InlineData("04-refusal-tokens/coconot-eval-half.jsonl", 499, DataFormat.JsonLines)]
    [InlineData("51-llama-guard/openai-moderation-half-a.jsonl", 798, DataFormat.JsonLines)]
    public async Task Json_files_hold_a_prompt_in_every_row(string file, int rowCount, DataFormat format)
    {
        var report = new DataReadReport();

        var rows = await ReadAsync(file, new DataFileOptions { Report = report });

        Assert.Equal((rowCount, format), (rows.Count(row => row.GetString("prompt").Length > 0), report.Format));
    }

    private static async Task<List<DataRow>> ReadAsync(string file, DataFileOptions? options = null) =>
        await DataFile.ReadAsync(ResearchData.Require(file), options, TestContext.Current.CancellationToken).ToListAsync(TestContext.Current.CancellationToken);
}
