using System.Globalization;
using System.Net;
using System.Text;

namespace Demur.Learning.Tsetlin.Internal;

/// <summary>Writes rules as an HTML page: present conditions in one colour, absent ones struck through, votes as bars.</summary>
internal static class RulePage
{
    private const string Style = """
        :root{color-scheme:light dark}body{font:15px/1.5 system-ui,sans-serif;max-width:70rem;margin:2rem auto;padding:0 1rem}
        table{border-collapse:collapse;width:100%}td{padding:.25rem .5rem;border-bottom:1px solid #8884;vertical-align:top}
        .votes{white-space:nowrap;text-align:right;font-variant-numeric:tabular-nums}.bar{display:inline-block;height:.6em;margin-left:.4em;border-radius:2px}
        .for .bar{background:#2a7}.against .bar{background:#c54}.yes{background:#2a72;border-radius:3px;padding:0 .3em}.no{opacity:.75;text-decoration:line-through}
        """;

    public static string Render(TsetlinReport report, string title, int rulesPerClass)
    {
        var page = new StringBuilder();
        page.Append(CultureInfo.InvariantCulture, $"""
            <!doctype html>
            <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>{Text(title)}</title><style>
            {Style}
            </style></head><body>
            <h1>{Text(title)}</h1>
            <p>A rule adds its votes to the class when every part of it holds: <span class="yes">present</span> and <span class="no">absent</span>. The class with the most votes wins.</p>

            """);
        for (var label = 0; label < report.Classes.Count; label++)
        {
            AppendClass(page, report, label, rulesPerClass);
        }

        return page.Append("</body></html>\n").ToString();
    }

    private static void AppendClass(StringBuilder page, TsetlinReport report, int label, int rulesPerClass)
    {
        var rules = report.Model.GetRules(label);
        var most = rules.Count == 0 ? 1 : Math.Abs((double)rules[0].Weight);
        page.Append(CultureInfo.InvariantCulture, $"<h2>{Text(report.Classes[label])}</h2>\n<p>{Math.Min(rulesPerClass, rules.Count)} of {rules.Count} rules</p>\n<table>\n");
        foreach (var rule in rules.Take(rulesPerClass))
        {
            var (side, width) = (rule.Weight > 0 ? "for" : "against", 8 * Math.Abs(rule.Weight) / most);
            var conditions = report.Read(rule).Select(condition => $"<span class=\"{(condition.IsNegated ? "no" : "yes")}\">{Text(condition.Text)}</span>");
            page.Append(CultureInfo.InvariantCulture, $"<tr class=\"{side}\"><td class=\"votes\">{rule.Weight:+0;-0}<span class=\"bar\" style=\"width:{width:0.##}em\"></span></td>");
            page.Append(CultureInfo.InvariantCulture, $"<td>{string.Join(" and ", conditions)}</td></tr>\n");
        }

        page.Append("</table>\n");
    }

    private static string Text(string text) => WebUtility.HtmlEncode(text);
}
