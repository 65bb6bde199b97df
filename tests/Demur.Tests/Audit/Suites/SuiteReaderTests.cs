using System.IO.Compression;
using System.Text;
using CsCheck;
using Demur.Audit.Suites;
using Demur.Data;
using Demur.Exchanges;
using Demur.Suites;

namespace Demur.Tests.Audit.Suites;

public sealed class SuiteReaderTests
{
    private static readonly SuiteReaderOptions Skipping = new() { Data = new DataFileOptions { BrokenRows = BrokenRowPolicy.SkipAndCount, Report = new DataReadReport() } };

    [Fact]
    public async Task A_row_with_all_columns_becomes_the_prompt_it_describes()
    {
        var suite = await ReadAsync(
            "ours.jsonl",
            """{"id":"a1","text":"Hello?","category":"greeting","expected":"comply","pairId":"a","language":"fr","tags":["x","y"],"before":[{"role":"system","content":"Be brief."}]}""");

        var prompt = Assert.Single(suite.Prompts);
        Assert.Equal(("ours", "a1", "Hello?", "greeting"), (suite.Name, prompt.Id, prompt.Text, prompt.Category));
        Assert.Equal((ExpectedStance.Comply, "a", "fr"), (prompt.Expected, prompt.PairId, prompt.Language));
        Assert.Equal(["x", "y"], prompt.Tags);
        Assert.Equal([new ChatTurn(ChatRole.System, "Be brief.")], prompt.Before);
    }

    [Theory]
    [InlineData("a.csv", "prompt,label\nWhat is up?,unsafe\n")]
    [InlineData("a.tsv", "prompt\tlabel\nWhat is up?\tunsafe\n")]
    [InlineData("a.json", """[{"prompt":"What is up?","label":"unsafe"}]""")]
    [InlineData("a.jsonl", """{"prompt":"What is up?","label":"unsafe"}""")]
    public async Task Every_format_and_the_names_of_other_benchmarks_are_read(string name, string content)
    {
        var options = new SuiteReaderOptions { Data = new DataFileOptions { Columns = ColumnMap.Parse(["expected=label"]) } };

        var prompt = Assert.Single((await ReadAsync(name, content, options)).Prompts);

        Assert.Equal(("What is up?", ExpectedStance.Refuse), (prompt.Text, prompt.Expected));
    }

    [Fact]
    public async Task A_gzipped_file_keeps_the_plain_name()
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write("text\nHi\n"u8);
        }

        packed.Position = 0;
        var suite = await SuiteReader.ReadAsync(packed, "folder/greetings.csv.gz", cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal("greetings", suite.Name);
    }

    [Fact]
    public async Task What_is_left_out_takes_the_defaults_and_an_id_that_survives_another_order()
    {
        var options = new SuiteReaderOptions { Category = "mine", Expected = ExpectedStance.Refuse };

        var forth = await ReadAsync("a.csv", "question\nOne\nTwo\n", options);
        var back = await ReadAsync("b.csv", "question\nTwo\nOne\n", options);

        // SHA-256 of "One" begins 8b12507783d5 (sha256sum).
        Assert.Equal(OneHash, forth.Prompts[0].Id);
        Assert.Equal(forth.Prompts.Select(prompt => prompt.Id), back.Prompts.Reverse().Select(prompt => prompt.Id));
        Assert.All(forth.Prompts, prompt => Assert.Equal(("mine", ExpectedStance.Refuse, "en"), (prompt.Category, prompt.Expected, prompt.Language)));
    }

    [Fact]
    public async Task A_conversation_is_asked_by_its_last_user_turn()
    {
        var suite = await ReadAsync("a.jsonl", """{"messages":[{"role":"user","content":"Hi"},{"role":"assistant","content":"Hello"},{"role":"user","content":"And now?"}]}""");

        var prompt = Assert.Single(suite.Prompts);
        Assert.Equal("And now?", prompt.Text);
        Assert.Equal([new ChatTurn(ChatRole.User, "Hi"), new ChatTurn(ChatRole.Assistant, "Hello")], prompt.Before);
    }

    [Theory]
    [InlineData("""{"messages":[{"role":"assistant","content":"Hello"}]}""", "does not end with the user")]
    [InlineData("""{"text":"Hi","expected":"perhaps"}""", "'perhaps' is no expected stance; write comply, refuse or either")]
    [InlineData("""{"text":"  "}""", "is empty; write what is asked")]
    [InlineData("""{"text":"Hi","tags":"[1"}""", "is no JSON array of words")]
    [InlineData("""{"words":"Hi"}""", "no column 'text'; found words")]
    public async Task A_broken_row_is_named_with_file_and_line(string row, string problem)
    {
        var error = await Assert.ThrowsAsync<DemurException>(() => ReadAsync("bad.jsonl", "{\"text\":\"Fine\"}\n" + row));

        Assert.Contains("bad.jsonl:2", error.Message, StringComparison.Ordinal);
        Assert.Contains(problem, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_id_twice_names_both_places()
    {
        var error = await Assert.ThrowsAsync<DemurException>(() => ReadAsync("twice.csv", "id,text\n7,One\n8,Two\n7,Three\n"));

        Assert.Contains("twice.csv:4", error.Message, StringComparison.Ordinal);
        Assert.Contains("'7' is already the prompt of twice.csv:2", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Broken_rows_are_left_out_and_counted_when_the_caller_says_so()
    {
        var suite = await ReadAsync("some.jsonl", "{\"text\":\"One\"}\n{\"text\":\"\"}\n{\"text\":\"Two\"}", Skipping);

        Assert.Equal(["One", "Two"], suite.Prompts.Select(prompt => prompt.Text));
        Assert.Equal(1, Skipping.Data.Report!.RowsSkipped);
    }

    [Fact]
    public async Task A_file_without_prompts_is_no_suite()
    {
        var error = await Assert.ThrowsAsync<DemurException>(() => ReadAsync("empty.csv", "text\n"));

        Assert.Contains("empty.csv: holds no usable prompt", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_means_a_suite_that_ships_and_a_path_means_a_file()
    {
        var token = TestContext.Current.CancellationToken;

        Assert.Same(BuiltInSuites.Load("core"), await SuiteReader.LoadAsync("core", cancellationToken: token));
        Assert.Equal(ErrorCode.UnknownName, (await Assert.ThrowsAsync<DemurException>(() => SuiteReader.LoadAsync("cores", cancellationToken: token))).Code);
        Assert.Contains("There is no file ./core", (await Assert.ThrowsAsync<DemurException>(() => SuiteReader.LoadAsync("./core", cancellationToken: token))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public Task Every_suite_that_is_written_reads_back_the_same() => Suites.SampleAsync(
        async suite =>
        {
            using var text = new StringWriter();
            await SuiteWriter.WriteAsync(suite, text, TestContext.Current.CancellationToken);
            var back = await ReadAsync("round.jsonl", text.ToString());
            Assert.Equal(suite.Prompts.Select(Shown), back.Prompts.Select(Shown));
        },
        iter: 200);

    private const string OneHash = "p-8b12507783d5";

    private static readonly Gen<string> Words = Gen.String[Gen.Char["aä\"\\\n\u2028<&é€中"], 1, 12].Select(text => "w" + text + "w");

    private static readonly Gen<Suite> Suites = Gen.Select(Words, Words, Gen.Enum<ExpectedStance>(), Gen.Bool, Words.Array[0, 3], Gen.Enum<ChatRole>())
        .Array[1, 6]
        .Select(rows => new Suite("round", [.. rows.Select((row, i) => new SuitePrompt
        {
            Id = $"id{i}",
            Text = row.Item1,
            Category = row.Item2.Trim(),
            Expected = row.Item3,
            PairId = row.Item4 ? $"pair{i}" : null,
            Tags = row.Item5,
            Before = row.Item4 ? [new ChatTurn(row.Item6, row.Item1)] : [],
        })]));

    private static string Shown(SuitePrompt prompt) =>
        string.Join('|', [prompt.Id, prompt.Text, prompt.Category, $"{prompt.Expected}", prompt.PairId ?? "", prompt.Language, .. prompt.Tags, .. prompt.Before.Select(turn => $"{turn}")]);

    private static async Task<Suite> ReadAsync(string name, string content, SuiteReaderOptions? options = null)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(content));
        return await SuiteReader.ReadAsync(stream, name, options, TestContext.Current.CancellationToken);
    }
}
