using Demur.Decisions;

namespace Demur.Audit.Reports.Rendering;

/// <summary>Whether refusals can be told from the prompt alone.</summary>
internal static class PredictorSection
{
    private const string TsetlinName = "tsetlin";
    private const int LongestExample = 300;

    public static void AddTo(HtmlPage page, ReportModel model)
    {
        if (model.Options.Predictor is not { } predictor)
        {
            return;
        }

        page.Add(
            "prediction",
            "Prediction",
            "Can a refusal be predicted before asking?",
            Markup.Of($"{predictor.Trust}"),
            Markup.Of($"""
                <div class="columns">
                <dl class="facts"><div><dt>AUROC</dt><dd>{predictor.Auroc:0.000}<small>95% interval {predictor.AurocLow:0.000} to {predictor.AurocHigh:0.000}; 0.5 is chance</small></dd></div><div><dt>Learned from</dt><dd>{predictor.Prompts:#,0}<small>prompts, {Figures.Count(predictor.Refused)} of them refused; measured on prompts not learned from</small></dd></div></dl>
                {Curve(predictor)}{Ngrams(predictor)}
                </div>{Examples(predictor)}
                """));
    }

    private static Markup Curve(PredictorQuality predictor) => predictor.LearningCurve.Count < 2
        ? Markup.None
        : Markup.Of($"<div><h3>AUROC by number of prompts learned from</h3>{LineChart.Of(predictor.LearningCurve)}</div>");

    private static Markup Ngrams(PredictorQuality predictor)
    {
        if (predictor.TopNgrams.Count == 0)
        {
            return Markup.None;
        }

        var isRules = predictor.Method == TsetlinName;
        var rows = predictor.TopNgrams.Take(12).Select(item => Markup.Of($"""<tr><th scope="row">{item.Key}</th><td class="num">{Weight(item.Value, isRules)}</td></tr>"""));
        return isRules
            ? Markup.Of($"""<table><caption>The rules that vote for a refusal</caption><thead><tr><th scope="col">The prompt has</th><th scope="col" class="num">Votes</th></tr></thead><tbody>{Markup.Join(rows)}</tbody></table>""")
            : Markup.Of($"""<table><caption>What the predictor looks at</caption><thead><tr><th scope="col">Words</th><th scope="col" class="num">Weight</th></tr></thead><tbody>{Markup.Join(rows)}</tbody></table>""");
    }

    private static string Weight(double weight, bool isVotes) => isVotes ? $"{weight:+#,0;−#,0}" : $"{weight:+0.00;−0.00}";

    /// <summary>Prompts that the predictor is surest of, the words that speak for a refusal coloured, and where rules speak the rule that speaks loudest.</summary>
    private static Markup Examples(PredictorQuality predictor)
    {
        if (predictor.Examples.Count == 0)
        {
            return Markup.None;
        }

        var rows = predictor.Examples.Select(example => Markup.Of($"""<tr><td class="num">{example.Score:0.00}</td><td>{Coloured(example)}{Rule(example)}</td><td>{(example.IsRefused ? "refused" : "answered")}</td></tr>"""));
        return Markup.Of($"""<table><caption>Prompts it is surest will be refused, and why</caption><thead><tr><th scope="col" class="num">Predicted</th><th scope="col">Prompt</th><th scope="col">It was</th></tr></thead><tbody>{Markup.Join(rows)}</tbody></table>""");
    }

    private static Markup Rule(ExplainedPrompt example) => example.Evidence.Items.OfType<ClauseEvidence>().FirstOrDefault(clause => clause.Weight > 0) is { } clause
        ? Markup.Of($"<br><small>because it has {clause.Words}</small>")
        : Markup.None;

    private static Markup Coloured(ExplainedPrompt example)
    {
        var prompt = example.Prompt;
        var speaks = new bool[prompt.Length];
        foreach (var span in example.Evidence.Items.Where(item => item.Weight > 0).SelectMany(item => item.Places))
        {
            speaks.AsSpan(span.Start, span.Length).Fill(true);
        }

        var parts = new List<Markup>();
        var length = Math.Min(prompt.Length, LongestExample);
        for (var start = 0; start < length;)
        {
            var end = start + 1;
            while (end < length && speaks[end] == speaks[start])
            {
                end++;
            }

            parts.Add(speaks[start] ? Markup.Of($"<mark>{prompt[start..end]}</mark>") : Markup.Of($"{prompt[start..end]}"));
            start = end;
        }

        return Markup.Of($"{Markup.Join(parts)}{(prompt.Length > length ? "…" : "")}");
    }
}
