using System.Net;
using System.Text;
using Demur.Decisions;
using Demur.Learning.Ss3.Internal;

namespace Demur.Learning.Ss3;

/// <summary>Draws a text as a model reads it: a web page in one file, without scripts or anything from elsewhere, for light and dark screens and for phones.</summary>
public static class Ss3Page
{
    private const int ListedWords = 8;
    private const double LeastShown = 0.0005;

    /// <summary>Writes the page.</summary>
    /// <param name="reading">The text as read.</param>
    /// <param name="title">The page's title; the strongest category when null.</param>
    /// <returns>HTML.</returns>
    public static string Render(Ss3Reading reading, string? title = null)
    {
        ArgumentNullException.ThrowIfNull(reading);
        var colours = Colours(reading);
        var verdict = reading.Confidence.IsSilent ? "No word speaks for any category" : reading.Model.Categories[reading.Confidence.Strongest];
        var page = new StringBuilder();
        page.Append("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">");
        page.Append($"<title>{Html(title ?? verdict)}</title>\n<style>\n{Ss3PageStyle.For(colours.Count)}</style></head>\n<body><main>\n");
        page.Append($"<header><h1>{Html(title ?? verdict)}</h1><p>{Html(Summary(reading, title is null ? null : verdict))}</p></header>\n");
        WriteBars(page, reading, colours);
        WriteLevels(page);
        page.Append("<div class=\"text\">");
        WriteText(page, reading, colours);
        page.Append("</div>\n");
        WriteWords(page, reading, colours);
        page.Append("<footer>Colour says which category a stretch speaks for, its depth how strongly. Point at a stretch to read its confidences; uncoloured words say nothing.</footer>\n</main></body></html>\n");
        return page.ToString();
    }

    /// <summary>The categories that have a colour, by the category's index: the strongest of the text first.</summary>
    private static Dictionary<string, int> Colours(Ss3Reading reading) => reading.Confidence.Ranked()
        .Where(pair => pair.Confidence > 0)
        .Take(Ss3PageStyle.Hues)
        .Select((pair, colour) => (pair.Category, colour))
        .ToDictionary(pair => pair.Category, pair => pair.colour, StringComparer.Ordinal);

    private static string Summary(Ss3Reading reading, string? verdict)
    {
        var share = reading.Confidence.IsSilent ? "" : $"{reading.Confidence.Share:P0} of all confidence, ".Replace(" %", "%", StringComparison.Ordinal);
        return $"{(verdict is null ? "" : $"{verdict}: ")}{share}{reading.Units.Count(unit => !unit.Confidences.IsSilent)} of {reading.Units.Count} words and phrases speak";
    }

    private static void WriteBars(StringBuilder page, Ss3Reading reading, Dictionary<string, int> colours)
    {
        if (colours.Count == 0)
        {
            return;
        }

        var most = reading.Confidence.Values[reading.Confidence.Strongest];
        page.Append("<div class=\"bars\" role=\"radiogroup\" aria-label=\"Category to colour\">\n");
        page.Append("<label><input type=\"radio\" name=\"only\" id=\"only-all\" checked><span class=\"name\">all categories</span><span></span><span class=\"num\"></span></label>\n");
        foreach (var (category, confidence) in reading.Confidence.Ranked().Where(pair => pair.Confidence > 0))
        {
            var bar = $"<span class=\"name\" title=\"{Html(category)}\">{Html(category)}</span><span class=\"track\"><i style=\"--v:{confidence / most * 100:0.#}%\"></i></span><span class=\"num\">{confidence:0.000}</span>";
            page.Append(colours.TryGetValue(category, out var colour)
                ? $"<label style=\"--h:var(--c{colour})\"><input type=\"radio\" name=\"only\" id=\"only-{colour}\">{bar}</label>\n"
                : $"<label style=\"--h:var(--none)\">{bar}</label>\n");
        }

        page.Append("</div>\n");
    }

    private static void WriteLevels(StringBuilder page)
    {
        page.Append("<div class=\"switch\" role=\"radiogroup\" aria-label=\"Level\">");
        foreach (var (level, name) in new[] { ('u', "Words"), ('s', "Sentences"), ('p', "Paragraphs") })
        {
            page.Append($"<label><input type=\"radio\" name=\"level\" id=\"level-{level}\"{(level == 'u' ? " checked" : "")}>{name}</label>");
        }

        page.Append("</div>\n");
    }

    /// <summary>Paragraphs hold sentences, sentences hold words; what stands between them stays as it is.</summary>
    private static void WriteText(StringBuilder page, Ss3Reading reading, Dictionary<string, int> colours)
    {
        var most = new[] { Most(reading.Units.Select(unit => unit.Confidences)), Most(reading.Sentences.Select(part => part.Confidences)), Most(reading.Paragraphs.Select(part => part.Confidences)) };
        var at = 0;
        for (var i = 0; i < reading.Units.Count; i++)
        {
            var unit = reading.Units[i];
            var isFirstOfParagraph = i == 0 || reading.Units[i - 1].Paragraph != unit.Paragraph;
            var isFirstOfSentence = i == 0 || reading.Units[i - 1].Sentence != unit.Sentence;
            page.Append(Html(reading.Text[at..unit.Span.Start]));
            Open(page, 'p', isFirstOfParagraph, reading.Paragraphs[unit.Paragraph].Confidences, most[2], colours);
            Open(page, 's', isFirstOfSentence, reading.Sentences[unit.Sentence].Confidences, most[1], colours);
            Open(page, 'u', !unit.Confidences.IsSilent, unit.Confidences, most[0], colours);
            page.Append(Html(reading.Text.Substring(unit.Span.Start, unit.Span.Length)));
            page.Append(unit.Confidences.IsSilent ? "" : "</span>");
            page.Append(i + 1 == reading.Units.Count || reading.Units[i + 1].Sentence != unit.Sentence ? "</span>" : "");
            page.Append(i + 1 == reading.Units.Count || reading.Units[i + 1].Paragraph != unit.Paragraph ? "</span>" : "");
            at = unit.Span.End;
        }

        page.Append(Html(reading.Text[at..]));
    }

    private static double Most(IEnumerable<ConfidenceVector> parts) => parts.Select(part => part.Values[part.Strongest]).DefaultIfEmpty(0).Max();

    private static void Open(StringBuilder page, char level, bool opens, ConfidenceVector confidences, double most, Dictionary<string, int> colours)
    {
        if (!opens)
        {
            return;
        }

        page.Append($"<span class=\"{level}\"");
        if (!confidences.IsSilent)
        {
            var best = confidences.Categories[confidences.Strongest];
            var hue = colours.TryGetValue(best, out var colour) ? $"var(--c{colour})" : "var(--none)";
            page.Append($" style=\"--b:{confidences.Values[confidences.Strongest] / most:0.###};--bh:{hue}");
            foreach (var (category, confidence) in confidences.Ranked().Where(pair => pair.Confidence > 0 && colours.ContainsKey(pair.Category)))
            {
                page.Append($";--w{colours[category]}:{confidence / most:0.###}");
            }

            page.Append("\" title=\"");
            page.Append(Html(string.Join(", ", confidences.Ranked().Where(pair => pair.Confidence > 0).Take(3).Select(pair => $"{pair.Category} {pair.Confidence:0.000}"))));
            page.Append('"');
        }

        page.Append('>');
    }

    private static void WriteWords(StringBuilder page, Ss3Reading reading, Dictionary<string, int> colours)
    {
        page.Append("<div class=\"words\">\n");
        foreach (var (category, colour) in colours.OrderBy(pair => pair.Value))
        {
            var words = reading.Model.Explain(reading.Text, category, ListedWords);
            page.Append($"<section style=\"--h:var(--c{colour})\"><h2>{Html(category)}</h2><ol>");
            foreach (var word in words.Items.OfType<NgramEvidence>().Where(word => word.Weight >= LeastShown))
            {
                // As it stands in the text: readers know "5th street", not the marker that stands for its number.
                var shown = reading.Text.Substring(word.Spans[0].Start, word.Spans[0].Length).ToLowerInvariant();
                var times = word.Spans.Count > 1 ? $" × {word.Spans.Count}" : "";
                page.Append($"<li><span>{Html(shown)}{times}</span><b>{word.Weight:0.000}</b></li>");
            }

            page.Append("</ol></section>\n");
        }

        page.Append("</div>\n");
    }

    private static string Html(string text) => WebUtility.HtmlEncode(text);
}
