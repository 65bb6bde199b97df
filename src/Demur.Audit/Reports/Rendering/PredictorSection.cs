namespace Demur.Audit.Reports.Rendering;

/// <summary>Whether refusals can be told from the prompt alone.</summary>
internal static class PredictorSection
{
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
                </div>
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

        var rows = predictor.TopNgrams.Take(12).Select(ngram => Markup.Of($"""<tr><th scope="row">{ngram.Key}</th><td class="num">{ngram.Value:+0.00;−0.00}</td></tr>"""));
        return Markup.Of($"""<table><caption>What the predictor looks at</caption><thead><tr><th scope="col">Words</th><th scope="col" class="num">Weight</th></tr></thead><tbody>{Markup.Join(rows)}</tbody></table>""");
    }
}
