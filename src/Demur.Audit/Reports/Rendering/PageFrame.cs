using System.Text.RegularExpressions;

namespace Demur.Audit.Reports.Rendering;

/// <summary>Puts a page together. Placeholders are looked for in the frame alone, so that one in a model's text means nothing.</summary>
internal static partial class PageFrame
{
    public static async Task WriteAsync(TextWriter writer, string title, HtmlPage page, PackedAnswers? data, string footer, CancellationToken cancellationToken)
    {
        var at = 0;
        foreach (Match placeholder in Placeholder().Matches(PageAssets.Frame))
        {
            await writer.WriteAsync(PageAssets.Frame.AsMemory(at, placeholder.Index - at), cancellationToken).ConfigureAwait(false);
            at = placeholder.Index + placeholder.Length;
            if (placeholder.ValueSpan is "{{data}}")
            {
                await (data?.WriteAsync(writer, cancellationToken) ?? Task.CompletedTask).ConfigureAwait(false);
                continue;
            }

            await writer.WriteAsync(Value(placeholder.Value, title, page, footer).AsMemory(), cancellationToken).ConfigureAwait(false);
        }

        await writer.WriteAsync(PageAssets.Frame.AsMemory(at), cancellationToken).ConfigureAwait(false);
    }

    private static string Value(string placeholder, string title, HtmlPage page, string footer) => placeholder switch
    {
        "{{policy}}" => PageAssets.Policy,
        "{{title}}" => HtmlEscape.Of(title),
        "{{style}}" => PageAssets.Style,
        "{{links}}" => page.Links.Value,
        "{{body}}" => page.ToString(),
        "{{footer}}" => HtmlEscape.Of(footer),
        "{{script}}" => PageAssets.Script,
        _ => throw new InvalidOperationException($"page.html has an unknown placeholder {placeholder}."),
    };

    [GeneratedRegex(@"\{\{\w+\}\}", RegexOptions.NonBacktracking)]
    private static partial Regex Placeholder();
}
