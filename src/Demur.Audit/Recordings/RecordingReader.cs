using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Demur.Audit.Runs;
using Demur.Audit.Suites;
using Demur.Data;
using Demur.Exchanges;
using Demur.Suites;

namespace Demur.Audit.Recordings;

/// <summary>Collects recorded rows as answers to prompts: those of known suites, or prompts that the rows themselves describe.</summary>
internal sealed class RecordingReader : IDisposable
{
    private const string OwnSuite = "recording";
    private readonly PromptIndex _known;
    private readonly Dictionary<(string Suite, string Id), SuitePrompt> _prompts = [];
    private readonly Dictionary<(string Suite, string Text), string> _idsByText = [];
    private readonly Dictionary<(string Suite, string Id), int> _samples = [];
    private readonly List<string> _suiteOrder = [];
    private readonly List<AnswerRecord> _answers = [];
    private readonly HashSet<string> _models = new(StringComparer.Ordinal);
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    public RecordingReader(IReadOnlyList<Suite> suites)
    {
        _known = new PromptIndex(suites);
    }

    public IReadOnlyList<AnswerRecord> Answers => _answers;

    /// <summary>Takes one row; a row whose values cannot be read is given to the reading's own policy.</summary>
    public void Add(RecordedExchange row)
    {
        try
        {
            var (suite, prompt) = Locate(row);
            var sample = _samples.GetValueOrDefault((suite, prompt.Id));
            _answers.Add(Answer(row, suite, prompt, sample));
            _samples[(suite, prompt.Id)] = sample + 1;
            _hash.AppendData(JsonSerializer.SerializeToUtf8Bytes<string?[]>([prompt.Id, prompt.Text, row.Exchange.Response, row.FinishReason, row.Error]));
            if (row.Exchange.Model is { } model)
            {
                _models.Add(model);
            }
        }
        catch (DemurException error) when (error.Code == ErrorCode.BadInput)
        {
            row.Source.Reject(error);
        }
    }

    /// <summary>The prompts that were answered, as suites.</summary>
    public IReadOnlyList<Suite> Suites() =>
        [.. _suiteOrder.Select(name => new Suite(name, [.. _prompts.Where(entry => entry.Key.Suite == name).Select(entry => entry.Value)]) { Version = _known.VersionOf(name) })];

    /// <summary>The run that these answers are.</summary>
    public RunInfo Describe(string source, DateTimeOffset now, long leftOut)
    {
        if (_answers.Count == 0)
        {
            throw new DemurException(ErrorCode.BadInput, $"{source}: holds no recorded answer; expected rows with a prompt and a response, or with messages.");
        }

        var times = _answers.Select(answer => answer.AnsweredAt).OfType<DateTimeOffset>().ToList();
        var settings = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["recording"] = $"{source}, {_answers.Count} {(_answers.Count == 1 ? "answer" : "answers")}, {Convert.ToHexStringLower(_hash.GetCurrentHash())[..12]}",
        };
        if (leftOut > 0)
        {
            settings["rows left out as broken"] = leftOut.ToString(CultureInfo.InvariantCulture);
        }

        return new RunInfo
        {
            Id = Guid.CreateVersion7(now).ToString("N"),
            Model = _models.Count == 1 ? _models.Single() : source,
            Suites = [.. Suites().Select(SuiteReference.Of)],
            Samples = _samples.Values.Max(),
            Settings = settings,
            StartedAt = times.Count > 0 ? times.Min() : now,
            FinishedAt = times.Count > 0 ? times.Max() : now,
        };
    }

    public void Dispose() => _hash.Dispose();

    private (string Suite, SuitePrompt Prompt) Locate(RecordedExchange row)
    {
        var named = row.Exchange.Metadata.GetValueOrDefault("suite");
        var (suite, prompt) = _known.Find(named, row.Exchange.Id, row.Exchange.Prompt) is { } match
            ? (match.Suite, match.Prompt with { Text = row.Exchange.Prompt })
            : (named ?? OwnSuite, Describe(row, named ?? OwnSuite));
        if (!_prompts.TryGetValue((suite, prompt.Id), out var earlier))
        {
            if (!_suiteOrder.Contains(suite, StringComparer.Ordinal))
            {
                _suiteOrder.Add(suite);
            }

            _prompts.Add((suite, prompt.Id), prompt);
            _idsByText.TryAdd((suite, prompt.Text), prompt.Id);
            return (suite, prompt);
        }

        return earlier.Text == prompt.Text
            ? (suite, earlier)
            : throw row.Source.Error("id", $"'{prompt.Id}' already names another prompt; give each prompt its own id, or leave the column out.");
    }

    private SuitePrompt Describe(RecordedExchange row, string suite)
    {
        var fields = row.Exchange.Metadata;
        var text = row.Exchange.Prompt;
        var plain = new SuitePrompt
        {
            Id = row.Exchange.Id ?? _idsByText.GetValueOrDefault((suite, text)) ?? string.Create(CultureInfo.InvariantCulture, $"row-{row.Source.Row + 1}"),
            Text = text,
        };
        return plain with
        {
            Category = fields.GetValueOrDefault("category") ?? plain.Category,
            Expected = fields.TryGetValue("expected", out var expected) ? StanceWords.Read(expected, row.Source.Location) : plain.Expected,
            PairId = fields.GetValueOrDefault("pair_id") ?? fields.GetValueOrDefault("pairId"),
            Language = fields.GetValueOrDefault("language") ?? plain.Language,
            Before = [.. row.Exchange.Conversation.SkipLast(1)],
        };
    }

    private static AnswerRecord Answer(RecordedExchange row, string suite, SuitePrompt prompt, int sample)
    {
        var (response, fields) = (row.Exchange.Response, row.Exchange.Metadata);
        return new AnswerRecord
        {
            Suite = suite,
            Prompt = prompt,
            Sample = sample,
            Outcome = row.Exchange.Outcome == ExchangeOutcome.Answered && response.Length > Asking.CappedText.MaxLength ? ExchangeOutcome.Truncated : row.Exchange.Outcome,
            Response = response.Length > Asking.CappedText.MaxLength ? response[..Asking.CappedText.MaxLength] : response,
            FullLength = response.Length > Asking.CappedText.MaxLength ? response.Length : null,
            FinishReason = row.FinishReason,
            Error = row.Exchange.Outcome == ExchangeOutcome.Errored ? row.Error : null,
            AnsweredAt = DateTimeOffset.TryParse(fields.GetValueOrDefault("answered_at") ?? fields.GetValueOrDefault("answeredAt"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null,
            Latency = row.Latency,
            InputTokens = row.InputTokens,
            OutputTokens = row.OutputTokens,
        };
    }
}
