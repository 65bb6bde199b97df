using System.Text.Json;
using Demur.Audit.Labelling;
using Demur.Audit.Runs;
using Demur.Audit.Suites;
using Demur.Decisions;
using Demur.Exchanges;
using Demur.Suites;

namespace Demur.Tests.Audit.Reports;

/// <summary>Runs that look like real ones: the sample recordings, labelled by what their writer meant, with seeded scores.</summary>
internal static class DemoRun
{
    public static Run Of(string sample = "sample", int seed = 7)
    {
        var random = new Random(seed);
        using var reader = new StreamReader(SampleRecordings.Open(sample));
        var answers = new List<LabelledAnswer>();
        while (reader.ReadLine() is { } line)
        {
            using var row = JsonDocument.Parse(line);
            answers.Add(Label(Read(row.RootElement), Text(row.RootElement, "stance"), random));
        }

        return Wrap(sample, answers);
    }

    /// <summary>A run of any size: the sample's rows again and again under new identifiers, with longer answers.</summary>
    public static Run OfSize(int count)
    {
        var rows = Of().Answers;
        var answers = Enumerable.Range(0, count).Select(i =>
        {
            var row = rows[i % rows.Count];
            var filler = string.Join(' ', Enumerable.Range(0, 60).Select(word => $"word{(i * 31) + (word * word)}"));
            var text = row.Answer.Response.Length == 0 ? "" : $"{row.Answer.Response}\n\n{filler}";
            var prompt = row.Answer.Prompt with { Id = $"{row.Answer.Prompt.Id}-{i}", PairId = row.Answer.Prompt.PairId is { } pair ? $"{pair}-{i / rows.Count}" : null };
            return row with { Answer = row.Answer with { Prompt = prompt, Response = text } };
        });
        return Wrap("sample", [.. answers]);
    }

    public static Run Wrap(string model, IReadOnlyList<LabelledAnswer> answers) => new(
        new RunInfo
        {
            Id = $"demo-{model}",
            Model = model == "sample" ? "marlin-2" : model == "sample-2.1" ? "marlin-2.1" : model,
            Suites = [.. answers.GroupBy(answer => answer.Answer.Suite).Select(group => new SuiteReference(group.Key, "1", new string('a', 64), group.Count()))],
            Settings = new Dictionary<string, string> { ["temperature"] = "0", ["source"] = "recorded exchanges" },
            StartedAt = new DateTimeOffset(2026, 9, 14, 8, 30, 0, TimeSpan.Zero),
            FinishedAt = new DateTimeOffset(2026, 9, 14, 8, 41, 0, TimeSpan.Zero),
        },
        answers,
        "meant 1");

    private static AnswerRecord Read(JsonElement row)
    {
        var response = Text(row, "response") ?? "";
        var finish = Text(row, "finish_reason");
        return new AnswerRecord
        {
            Suite = Text(row, "suite") ?? "recorded",
            Prompt = new SuitePrompt
            {
                Id = Text(row, "id")!,
                Text = Text(row, "prompt")!,
                Category = Text(row, "category") ?? "uncategorised",
                Expected = Enum.Parse<ExpectedStance>(Text(row, "expected") ?? "either", ignoreCase: true),
                PairId = Text(row, "pairId"),
                Language = Text(row, "language") ?? "en",
            },
            Response = response,
            FinishReason = finish,
            Outcome = OutcomeOf(finish, response),
            Error = finish == "error" ? "The endpoint closed the connection." : null,
            Latency = row.TryGetProperty("latency_ms", out var time) && time.ValueKind == JsonValueKind.Number ? TimeSpan.FromMilliseconds(time.GetDouble()) : null,
            InputTokens = Number(row, "input_tokens"),
            OutputTokens = Number(row, "output_tokens"),
            Cost = Number(row, "output_tokens") is { } tokens ? tokens * 0.000002m : null,
            Attempts = 1,
        };
    }

    private static ExchangeOutcome OutcomeOf(string? finish, string response) => finish switch
    {
        "content_filter" => ExchangeOutcome.Blocked,
        "error" => ExchangeOutcome.Errored,
        _ when response.Length == 0 => ExchangeOutcome.Empty,
        "length" => ExchangeOutcome.Truncated,
        _ => ExchangeOutcome.Answered,
    };

    private static LabelledAnswer Label(AnswerRecord answer, string? meant, Random random)
    {
        if (answer.Outcome is not (ExchangeOutcome.Answered or ExchangeOutcome.Truncated) || !Enum.TryParse<Stance>(meant, ignoreCase: true, out var stance))
        {
            return new LabelledAnswer(answer, null);
        }

        var certainty = 1 - (Math.Pow(random.NextDouble(), 3) * 0.45);
        if (StanceProjection.Default.Project(stance) is not { } projected)
        {
            return new LabelledAnswer(answer, new ResponseDecision { Label = Decision.Abstain, Score = 0.5 });
        }

        var isRefusal = projected == BinaryStance.Refusal;
        var end = answer.Response.IndexOf('.', StringComparison.Ordinal) is > 0 and var stop ? stop + 1 : answer.Response.Length;
        return new LabelledAnswer(answer, new ResponseDecision
        {
            Label = isRefusal ? ResponseDecision.Refusal : ResponseDecision.Compliance,
            Score = isRefusal ? certainty : 1 - certainty,
            Stance = stance,
            Kind = isRefusal ? RefusalKind.Policy : null,
            Onset = isRefusal ? new TextSpan(0, end) : null,
            Evidence = isRefusal ? Evidence.Strongest([new RuleEvidence("opening-refusal", 2.1, new TextSpan(0, end)), new NgramEvidence("can't help", 1.4, [])]) : Evidence.None,
        });
    }

    private static string? Text(JsonElement row, string name) =>
        row.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static long? Number(JsonElement row, string name) =>
        row.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetInt64() : null;
}
