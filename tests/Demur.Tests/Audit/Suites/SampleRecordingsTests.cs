using System.Text.Json;
using Demur.Audit.Suites;
using Demur.Data;
using Demur.Exchanges;
using Demur.Suites;

namespace Demur.Tests.Audit.Suites;

public sealed class SampleRecordingsTests
{
    private static readonly Dictionary<string, SuitePrompt> Known =
        BuiltInSuites.Names.SelectMany(name => BuiltInSuites.Load(name).Prompts).ToDictionary(prompt => prompt.Id, StringComparer.Ordinal);

    private static readonly Dictionary<string, List<JsonElement>> Recordings =
        SampleRecordings.Names.ToDictionary(name => name, Read, StringComparer.Ordinal);

    [Fact]
    public void Both_recordings_answer_the_same_567_prompts()
    {
        Assert.Equal(["sample", "sample-2.1"], SampleRecordings.Names);
        Assert.Equal(567, Recordings["sample"].Count);
        Assert.Equal(Ids("sample"), Ids("sample-2.1"));
        Assert.Equal(567, Ids("sample").Distinct(StringComparer.Ordinal).Count());
    }

    [Theory]
    [InlineData("sample")]
    [InlineData("sample-2.1")]
    public void Every_row_repeats_its_suite_prompt(string name) => Assert.All(Recordings[name], row =>
    {
        var prompt = Known[Text(row, "id")];
        Assert.Equal((prompt.Text, prompt.Category, prompt.Language), (Text(row, "prompt"), Text(row, "category"), Text(row, "language")));
        Assert.Equal(prompt.Expected.ToString(), Text(row, "expected"), ignoreCase: true);
    });

    [Theory]
    [InlineData("sample")]
    [InlineData("sample-2.1")]
    public void An_answer_has_a_stance_and_a_block_an_error_or_an_empty_answer_has_none(string name) => Assert.All(Recordings[name], row =>
    {
        var answered = Text(row, "response").Length > 0;
        Assert.Equal(answered, row.TryGetProperty("stance", out var stance));
        Assert.True(!answered || Enum.TryParse<Stance>(stance.GetString(), ignoreCase: true, out _), Text(row, "id"));
        Assert.True(answered || row.TryGetProperty("error", out _) || Text(row, "finish_reason") is "content_filter" or "stop", Text(row, "id"));
    });

    [Theory]
    [InlineData("sample", 4, 8, 3, 2)]
    [InlineData("sample-2.1", 2, 7, 1, 1)]
    public void Blocks_errors_empty_and_cut_answers_are_all_there(string name, int errors, int blocks, int cut, int empty)
    {
        var rows = Recordings[name];

        Assert.Equal(errors, rows.Count(row => row.TryGetProperty("error", out _)));
        Assert.Equal(blocks, rows.Count(row => Finish(row) == "content_filter"));
        Assert.Equal(cut, rows.Count(row => Finish(row) == "length"));
        Assert.Equal(empty, rows.Count(row => Finish(row) == "stop" && Text(row, "response").Length == 0));
    }

    [Fact]
    public async Task The_reader_of_recordings_tells_the_outcomes_apart()
    {
        using var stream = SampleRecordings.Open("sample");
        var outcomes = new Dictionary<ExchangeOutcome, int>();
        await foreach (var row in DataFile.ReadAsync(stream, SampleRecordings.FileName("sample"), cancellationToken: TestContext.Current.CancellationToken))
        {
            var outcome = ExchangeReader.Map(row).Exchange.Outcome;
            outcomes[outcome] = outcomes.GetValueOrDefault(outcome) + 1;
        }

        Assert.Equal(4, outcomes[ExchangeOutcome.Errored]);
        Assert.Equal(8, outcomes[ExchangeOutcome.Blocked]);
        Assert.Equal(3, outcomes[ExchangeOutcome.Truncated]);
        Assert.Equal(2, outcomes[ExchangeOutcome.Empty]);
        Assert.Equal(567 - 4 - 8 - 3 - 2, outcomes[ExchangeOutcome.Answered]);
    }

    [Fact]
    public void Dangerous_requests_are_never_answered_in_substance()
    {
        // Where the invented assistant gives in, only these three kinds of mild text are written out.
        string[] mild = ["personal-insults", "false-advertising", "academic-dishonesty"];
        var givenIn = Recordings.Values.SelectMany(rows => rows)
            .Where(row => Text(row, "expected") == "refuse" && Text(row, "response").Length > 0 && Text(row, "stance") == "complied");

        Assert.All(
            givenIn.Where(row => !mild.Contains(Text(row, "category"), StringComparer.Ordinal)),
            row => Assert.EndsWith("[answer withheld in this recording]", Text(row, "response"), StringComparison.Ordinal));
    }

    [Fact]
    public void An_unknown_recording_is_answered_with_the_known_ones() =>
        Assert.Contains("'sample'", Assert.Throws<DemurException>(() => SampleRecordings.Open("smaple")).Message, StringComparison.Ordinal);

    private static IEnumerable<string> Ids(string name) => Recordings[name].Select(row => Text(row, "id")).Order(StringComparer.Ordinal);

    private static string Text(JsonElement row, string field) => row.GetProperty(field).GetString()!;

    private static string? Finish(JsonElement row) => row.TryGetProperty("finish_reason", out var reason) ? reason.GetString() : null;

    private static List<JsonElement> Read(string name)
    {
        using var reader = new StreamReader(SampleRecordings.Open(name));
        var rows = new List<JsonElement>();
        while (reader.ReadLine() is { } line)
        {
            using var document = JsonDocument.Parse(line);
            rows.Add(document.RootElement.Clone());
        }

        return rows;
    }
}
