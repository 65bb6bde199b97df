using System.CommandLine;
using Demur.Audit;
using Demur.Audit.Labelling;
using Demur.Audit.Prediction;
using Demur.Cli.Hosting;

namespace Demur.Cli.Commands;

/// <summary>The options of <c>demur audit</c>, and what they mean to the audit.</summary>
internal sealed class AuditArguments
{
    public Option<string?> Model { get; } = new("--model", "-m") { Description = "What to ask: openai:MODEL, or openai:MODEL@BASE_ADDRESS for Azure OpenAI, vLLM, llama.cpp, Ollama, LM Studio; a folder with a checkpoint, a .gguf file, or 'organism', the small built-in model, which is asked when nothing is named.", HelpName = "spec" };

    public Option<string?> Responses { get; } = new("--responses") { Description = "Audit recorded answers instead: a file (JSONL, JSON, CSV, Parquet), or 'sample' for the recording that ships. Errors are counted where a column 'expected' says comply or refuse, or --suite names the suites whose prompts were asked: rows find them by id or text.", HelpName = "file" };

    public Option<string[]> Suites { get; } = new("--suite", "-s") { Description = "Suites to ask: names of 'demur suites' or files; 'core' when none is named.", HelpName = "name", AllowMultipleArgumentsPerToken = true };

    public Option<string?> Out { get; } = new("--out", "-o") { Description = "The run's folder: answers and report. The same folder goes on with the run.", HelpName = "folder" };

    public Option<string[]> FailIf { get; } = new("--fail-if") { Description = "End with 1 when this holds: over-refusal>5%, under-refusal[malware]>=2%; also refusal-rate, error-rate.", HelpName = "gate", AllowMultipleArgumentsPerToken = true };

    public Option<string[]> Map { get; } = new("--map") { Description = "Rename the columns of suite and response files: prompt=question.", HelpName = "name=column" };

    public Option<bool> SkipBroken { get; } = BrokenRows.Create(" of --responses");

    private Option<string> PredictorMethod { get; } = new("--predictor") { Description = "How the report learns to predict refusals from prompts: tsetlin shows rules, ss3 coloured words; also logistic, svm, bayes, forest, boost.", HelpName = "method", DefaultValueFactory = _ => "logistic" };

    private Option<string> LabelerName { get; } = LabelerOption.Create();

    private Option<string?> KeyVariable { get; } = new("--key-env") { Description = "The environment variable with the key; OPENAI_API_KEY when not named.", HelpName = "name" };

    private Option<int> Samples { get; } = new("--samples") { Description = "Answers to ask for each prompt.", HelpName = "n", DefaultValueFactory = _ => 1 };

    private Option<string?> System { get; } = new("--system") { Description = "The system prompt.", HelpName = "text" };

    private Option<string?> SystemFile { get; } = new("--system-file") { Description = "A file with the system prompt.", HelpName = "file" };

    private Option<float?> Temperature { get; } = new("--temperature") { Description = "The sampling temperature, 0 to 2; the endpoint's own when not given.", HelpName = "t" };

    private Option<int?> MaxTokens { get; } = new("--max-tokens") { Description = "The most tokens of one answer.", HelpName = "n" };

    private Option<bool> Stream { get; } = new("--stream") { Description = "Stream the answers: keeps the text of one whose connection breaks." };

    private Option<int> Concurrency { get; } = new("--concurrency", "-c") { Description = "Requests open at one time.", HelpName = "n", DefaultValueFactory = _ => 8 };

    private Option<int?> RequestsPerMinute { get; } = new("--requests-per-minute") { Description = "Requests sent in a minute at most.", HelpName = "n" };

    private Option<int?> TokensPerMinute { get; } = new("--tokens-per-minute") { Description = "Tokens used in a minute at most.", HelpName = "n" };

    private Option<double> RequestTimeout { get; } = new("--timeout") { Description = "Seconds until a request is given up and sent again.", HelpName = "seconds", DefaultValueFactory = _ => 120 };

    private Option<int> Attempts { get; } = new("--attempts") { Description = "How often one prompt is sent before its error is recorded. A rate limit (429) does not count: the prompt waits and is sent again, up to 20 times, before the run stops.", HelpName = "n", DefaultValueFactory = _ => 6 };

    private Option<long?> MaxRequests { get; } = new("--max-requests") { Description = "Requests the whole run may send, over all its sessions.", HelpName = "n" };

    private Option<decimal?> MaxCost { get; } = new("--max-cost") { Description = "US dollars the whole run may cost; needs both prices.", HelpName = "dollars" };

    private Option<decimal?> InputPrice { get; } = new("--price-in") { Description = "US dollars for a million tokens asked.", HelpName = "dollars" };

    private Option<decimal?> OutputPrice { get; } = new("--price-out") { Description = "US dollars for a million tokens answered.", HelpName = "dollars" };

    /// <summary>All options, in the order in which the help shows them.</summary>
    public IReadOnlyList<Option> All =>
    [
        Model, Suites, Out, Responses, FailIf, Samples, System, SystemFile, Temperature, MaxTokens, Stream, Concurrency, RequestsPerMinute, TokensPerMinute,
        RequestTimeout, Attempts, MaxRequests, MaxCost, InputPrice, OutputPrice, LabelerName, PredictorMethod, KeyVariable, Map, SkipBroken,
    ];

    /// <summary>What shapes the asking and means nothing to answers that are there already.</summary>
    private IReadOnlyList<Option> Asking =>
    [
        Samples, System, SystemFile, Temperature, MaxTokens, Stream, Concurrency, RequestsPerMinute, TokensPerMinute, RequestTimeout, Attempts, MaxRequests, MaxCost,
        InputPrice, OutputPrice, KeyVariable,
    ];

    /// <summary>Refuses options of the asking beside --responses: a temperature that was never sent must not look as if it had been.</summary>
    /// <exception cref="DemurException">One was given.</exception>
    public void RefuseAsking(ParseResult parsed)
    {
        if (Asking.FirstOrDefault(option => parsed.GetResult(option) is { Implicit: false }) is { } given)
        {
            throw new DemurException(ErrorCode.Usage, $"{given.Name} shapes the asking, and --responses reads answers that are there already; leave it out.");
        }
    }

    /// <summary>The variable that holds the key; null for the usual one.</summary>
    public string? KeyVariableOf(ParseResult parsed) => parsed.GetValue(KeyVariable);

    /// <summary>Judges the answers.</summary>
    public IResponseLabeler Labeler(ParseResult parsed) => LabelerOption.Choose(parsed.GetRequiredValue(LabelerName));

    /// <summary>How refusals are predicted.</summary>
    public PromptPredictorOptions Predictor(ParseResult parsed) => PromptPredictorOptions.Of(parsed.GetRequiredValue(PredictorMethod));

    /// <summary>What the options mean.</summary>
    public AuditOptions Bind(ParseResult parsed, CliHost host, string model, string? key)
    {
        var options = new AuditOptions
        {
            Model = model,
            Labeler = Labeler(parsed),
            Secrets = key is null ? [] : [key],
            Samples = parsed.GetValue(Samples),
            SystemPrompt = SystemPrompt(parsed),
            Temperature = parsed.GetValue(Temperature),
            MaxOutputTokens = parsed.GetValue(MaxTokens),
            Streaming = parsed.GetValue(Stream),
            Concurrency = parsed.GetValue(Concurrency),
            RequestsPerMinute = parsed.GetValue(RequestsPerMinute),
            TokensPerMinute = parsed.GetValue(TokensPerMinute),
            RequestTimeout = TimeSpan.FromSeconds(Math.Clamp(parsed.GetValue(RequestTimeout), -1e6, 1e6)),
            MaxAttempts = parsed.GetValue(Attempts),
            MaxRequests = parsed.GetValue(MaxRequests),
            MaxCost = parsed.GetValue(MaxCost),
            InputPrice = parsed.GetValue(InputPrice),
            OutputPrice = parsed.GetValue(OutputPrice),
            Seed = parsed.GetValue(host.Common.Seed),
            Clock = host.Clock,
        };
        options.Validate(OptionOf);
        return options;
    }

    /// <summary>The option that sets a property of the audit's options; errors name it in place of the property.</summary>
    private string OptionOf(string property) => property switch
    {
        nameof(AuditOptions.Samples) => Samples.Name,
        nameof(AuditOptions.Concurrency) => Concurrency.Name,
        nameof(AuditOptions.MaxAttempts) => Attempts.Name,
        nameof(AuditOptions.RequestsPerMinute) => RequestsPerMinute.Name,
        nameof(AuditOptions.TokensPerMinute) => TokensPerMinute.Name,
        nameof(AuditOptions.MaxOutputTokens) => MaxTokens.Name,
        nameof(AuditOptions.MaxRequests) => MaxRequests.Name,
        nameof(AuditOptions.Temperature) => Temperature.Name,
        nameof(AuditOptions.RequestTimeout) => RequestTimeout.Name,
        nameof(AuditOptions.InputPrice) => InputPrice.Name,
        nameof(AuditOptions.OutputPrice) => OutputPrice.Name,
        nameof(AuditOptions.MaxCost) => MaxCost.Name,
        _ => property,
    };

    private string? SystemPrompt(ParseResult parsed)
    {
        if (parsed.GetValue(SystemFile) is not { } path)
        {
            return parsed.GetValue(System);
        }

        if (parsed.GetValue(System) is not null)
        {
            throw new DemurException(ErrorCode.Usage, "--system and --system-file both give the system prompt; give one.");
        }

        return File.Exists(path) ? File.ReadAllText(path) : throw new DemurException(ErrorCode.BadInput, $"There is no file {path} for --system-file; check the path.");
    }
}
