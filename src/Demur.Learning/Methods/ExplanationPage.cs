using System.Globalization;
using System.Net;
using System.Text;
using Demur.Decisions;

namespace Demur.Learning.Methods;

/// <summary>Explanations as pages of their own: one file, no script, nothing fetched, in light and dark.</summary>
public static class ExplanationPage
{
    private const string Style = """
        :root{color-scheme:light dark;--for:#c2410c;--against:#0f766e}
        body{font:16px/1.55 system-ui,sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem}
        h1{font-size:1.35rem}h2{font-size:1.05rem;margin-top:1.6rem}
        .text{white-space:pre-wrap;border:1px solid color-mix(in srgb,currentColor 25%,transparent);border-radius:.5rem;padding:.8rem 1rem}
        mark{color:inherit;border-radius:.2rem;padding:0 .1rem}
        .for{background:color-mix(in srgb,var(--for) calc(var(--w)*55%),transparent)}
        .against{background:color-mix(in srgb,var(--against) calc(var(--w)*55%),transparent)}
        table{border-collapse:collapse;width:100%}td{padding:.2rem .6rem .2rem 0;vertical-align:top}
        td.w{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap;width:5rem}
        .bar{height:.45rem;border-radius:.2rem;margin-top:.5rem;min-width:2px}td.b{width:8rem}
        @media(max-width:34rem){td.w{width:3rem}td.b{width:2.5rem}}
        """;

    /// <summary>Writes what a classifier looks at, class by class.</summary>
    /// <param name="classifier">The classifier.</param>
    /// <param name="count">How many reasons of each class at most.</param>
    /// <returns>The page.</returns>
    public static string OfModel(IClassifier classifier, int count)
    {
        ArgumentNullException.ThrowIfNull(classifier);
        var body = new StringBuilder();
        body.Append(CultureInfo.InvariantCulture, $"<p>{Encode(classifier.Card.Description)} Method {Encode(classifier.Method)}, learned from {classifier.Card.Rows:N0} rows.</p>");
        for (var label = 0; label < classifier.Classes.Count; label++)
        {
            var reasons = classifier.Reasons(label, count);
            Section(body, $"What speaks for {classifier.Classes[label]}", reasons, "for");
            body.Append(reasons.Count == 0 ? $"<p>Nothing speaks for {Encode(classifier.Classes[label])} in every row.</p>" : "");
        }

        return Page("What the classifier looks at", body);
    }

    /// <summary>Writes one decision with its reasons; a text is shown with its words coloured.</summary>
    /// <param name="explanation">The explanation.</param>
    /// <returns>The page.</returns>
    public static string OfRecord(Explanation explanation)
    {
        ArgumentNullException.ThrowIfNull(explanation);
        var (decision, body) = (explanation.Decision, new StringBuilder());
        body.Append(CultureInfo.InvariantCulture, $"<p>Probability of {Encode(explanation.Spoken)}: {decision.Score:0.000}. Method {Encode(explanation.Classifier.Method)}.</p>");
        if (explanation.Text is { } text)
        {
            body.Append("<p class=\"text\">").Append(Coloured(text, decision.Evidence)).Append("</p>");
        }

        Section(body, $"Speaks for {explanation.Spoken}", [.. decision.Evidence.Items.Where(item => item.Weight > 0)], "for");
        Section(body, explanation.Other is { } other ? $"Speaks for {other}" : "Speaks against it", [.. decision.Evidence.Items.Where(item => item.Weight < 0)], "against");
        body.Append(decision.Evidence.Items.Count == 0 ? "<p>Nothing in it speaks for a class.</p>" : "");
        return Page(decision.Label, body);
    }

    /// <summary>Each character in the colour of the strongest reason that covers it.</summary>
    private static StringBuilder Coloured(string text, Evidence evidence)
    {
        var weights = new double[text.Length];
        foreach (var item in evidence.Items.Reverse())
        {
            foreach (var span in item.Places)
            {
                weights.AsSpan(span.Start, span.Length).Fill(item.Weight);
            }
        }

        var (most, marked) = (weights.Length == 0 ? 0 : weights.Max(Math.Abs), new StringBuilder());
        for (var start = 0; start < text.Length;)
        {
            var end = start + 1;
            while (end < text.Length && weights[end] == weights[start])
            {
                end++;
            }

            var part = Encode(text[start..end]);
            _ = weights[start] == 0
                ? marked.Append(part)
                : marked.Append(CultureInfo.InvariantCulture, $"<mark class=\"{(weights[start] > 0 ? "for" : "against")}\" style=\"--w:{Math.Abs(weights[start]) / most:0.00}\">{part}</mark>");
            start = end;
        }

        return marked;
    }

    private static void Section(StringBuilder body, string title, IReadOnlyList<EvidenceItem> items, string side)
    {
        if (items.Count == 0)
        {
            return;
        }

        var most = items.Max(item => Math.Abs(item.Weight));
        body.Append(CultureInfo.InvariantCulture, $"<h2>{Encode(title)}</h2><table>");
        foreach (var item in items)
        {
            var weight = item is ClauseEvidence ? item.Weight.ToString("+0;−0", CultureInfo.InvariantCulture) : item.Weight.ToString("+0.000;−0.000", CultureInfo.InvariantCulture);
            body.Append(CultureInfo.InvariantCulture, $"<tr><td class=\"w\">{weight}</td><td class=\"b\"><div class=\"bar {side}\" style=\"--w:1;width:{100 * Math.Abs(item.Weight) / most:0}%\"></div></td><td>{Encode(item.Words)}</td></tr>");
        }

        body.Append("</table>");
    }

    private static string Page(string title, StringBuilder body) =>
        $"<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><title>{Encode(title)}</title><style>\n{Style}\n</style></head><body>\n<h1>{Encode(title)}</h1>\n{body}\n</body></html>\n";

    private static string Encode(string text) => WebUtility.HtmlEncode(text);
}
