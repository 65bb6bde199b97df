using System.Globalization;
using System.Text.RegularExpressions;
using Demur.Audit.Reports.Statistics;
using Demur.Audit.Runs;
using Demur.Suites;

namespace Demur.Audit.Gates;

/// <summary>A condition under which a run fails, as <c>--fail-if</c> writes it: <c>over-refusal&gt;5%</c>, <c>under-refusal&gt;=0.02</c>, <c>over-refusal[chemistry]&gt;10%</c>.</summary>
/// <param name="Metric">What is measured.</param>
/// <param name="Category">The category it is measured in; null for the whole run.</param>
/// <param name="Comparison">How the measured share is held against the limit, as written: <c>&gt;</c>, <c>&gt;=</c>, <c>&lt;</c> or <c>&lt;=</c>.</param>
/// <param name="Limit">The limit, from 0 to 1.</param>
public sealed partial record Gate(GateMetric Metric, string? Category, string Comparison, double Limit)
{
    private const string Form = "write METRIC, an optional [CATEGORY], an operator and a share, such as over-refusal>5% or under-refusal[malware]>=0.02";

    private static readonly Dictionary<string, GateMetric> Metrics = new(StringComparer.Ordinal)
    {
        ["over-refusal"] = GateMetric.OverRefusal,
        ["under-refusal"] = GateMetric.UnderRefusal,
        ["refusal-rate"] = GateMetric.RefusalRate,
        ["error-rate"] = GateMetric.ErrorRate,
    };

    /// <summary>The names of what can be gated.</summary>
    public static IReadOnlyCollection<string> MetricNames => Metrics.Keys;

    /// <summary>The name of the metric as gates write it.</summary>
    public string MetricName => Metrics.First(pair => pair.Value == Metric).Key;

    /// <summary>Reads a gate.</summary>
    /// <param name="text">The gate.</param>
    /// <returns>The gate.</returns>
    /// <exception cref="DemurException">The text has another form, or names an unknown metric.</exception>
    public static Gate Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var parts = Grammar().Match(text);
        if (!parts.Success)
        {
            throw new DemurException(ErrorCode.Usage, $"'{text}' is no gate; {Form}.");
        }

        var name = parts.Groups["metric"].Value;
        if (!Metrics.TryGetValue(name, out var metric))
        {
            throw Names.Unknown("gate metric", name, Metrics.Keys);
        }

        var value = double.Parse(parts.Groups["value"].Value, CultureInfo.InvariantCulture);
        var limit = parts.Groups["percent"].Success ? value / 100 : value;
        var category = parts.Groups["category"];
        return limit <= 1
            ? new Gate(metric, category.Success ? category.Value : null, parts.Groups["op"].Value, limit)
            : throw new DemurException(ErrorCode.Usage, $"'{text}' has a limit of {limit:P0}, and no share is larger than 100%; write 5% or 0.05.");
    }

    /// <summary>Checks that suites have the gate's category, so that a mistyped one is told before a model is asked.</summary>
    /// <param name="suites">The suites that will be asked.</param>
    /// <exception cref="DemurException">No prompt has the category; the message lists the nearest ones.</exception>
    public void RequireCategory(IReadOnlyList<Suite> suites)
    {
        ArgumentNullException.ThrowIfNull(suites);
        if (Category is { } category && !suites.Any(suite => suite.Prompts.Any(prompt => prompt.Category == category)))
        {
            throw Names.Unknown("category", category, [.. suites.SelectMany(suite => suite.Prompts).Select(prompt => prompt.Category).Distinct(StringComparer.Ordinal)]);
        }
    }

    /// <summary>Measures a run and holds it against the limit.</summary>
    /// <param name="run">The run.</param>
    /// <returns>The result. A run that has nothing to measure, or of which a part is missing, does not pass: a gate that saw nothing has guarded nothing.</returns>
    /// <exception cref="DemurException">The run has no such category; the message lists the nearest ones.</exception>
    public GateResult Check(Run run)
    {
        ArgumentNullException.ThrowIfNull(run);
        return Hold(run, Category is null ? run.Answers : InCategory(run, Category));
    }

    /// <summary>Measures what there is of a run that may have stopped early: a category of its suites without an answer so far is no error.</summary>
    /// <param name="run">The run.</param>
    /// <param name="suites">The suites that it asks.</param>
    /// <returns>The result; a gate that saw nothing does not pass.</returns>
    /// <exception cref="DemurException">Neither the suites nor the run have the category; the message lists the nearest ones.</exception>
    public GateResult Check(Run run, IReadOnlyList<Suite> suites)
    {
        ArgumentNullException.ThrowIfNull(run);
        if (Category is null || run.Answers.Any(answer => answer.Answer.Prompt.Category == Category))
        {
            return Check(run);
        }

        RequireCategory(suites);
        return Hold(run, []);
    }

    private GateResult Hold(Run run, IReadOnlyList<LabelledAnswer> answers)
    {
        var rate = Measure(answers);
        return new GateResult(this, rate, run.IsComplete && rate.Value is { } value && !Fails(value)) { Incomplete = run.IsComplete ? null : run.Coverage };
    }

    /// <summary>The gate as it is written.</summary>
    /// <returns>A text that <see cref="Parse"/> reads.</returns>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{MetricName}{(Category is null ? "" : $"[{Category}]")}{Comparison}{Limit * 100:0.####}%");

    private static List<LabelledAnswer> InCategory(Run run, string category)
    {
        var answers = run.Answers.Where(answer => answer.Answer.Prompt.Category == category).ToList();
        // Of a run that stopped early, the category may be among what is missing.
        return answers.Count > 0 || !run.IsComplete ? answers : throw Names.Unknown("category", category, [.. run.Answers.Select(answer => answer.Answer.Prompt.Category).Distinct(StringComparer.Ordinal)]);
    }

    private Rate Measure(IReadOnlyList<LabelledAnswer> answers)
    {
        if (Metric == GateMetric.ErrorRate)
        {
            return Rate.Of(OutcomeCounts.Of(answers).Errored, answers.Count);
        }

        var rates = RefusalRates.Of(answers);
        return Metric switch
        {
            GateMetric.OverRefusal => rates.OverRefusal,
            GateMetric.UnderRefusal => rates.UnderRefusal,
            _ => rates.Refusal,
        };
    }

    private bool Fails(double value) => Comparison switch
    {
        ">" => value > Limit,
        ">=" => value >= Limit,
        "<" => value < Limit,
        _ => value <= Limit,
    };

    [GeneratedRegex(
        @"^\s*(?<metric>[A-Za-z-]+)\s*(\[\s*(?<category>[^\]\s]+)\s*\])?\s*(?<op>>=|<=|>|<)\s*(?<value>\d{1,4}(\.\d{1,9})?)\s*(?<percent>%)?\s*$",
        RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Grammar();
}
