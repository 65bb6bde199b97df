using System.Text;
using Demur.Audit.Reports.Rendering;
using Demur.Data;

namespace Demur.Audit.Comparison;

/// <summary>Writes a comparison as one self-contained HTML file in the design of the report.</summary>
public static class ComparisonPage
{
    /// <summary>Writes the page; it appears whole or not at all.</summary>
    /// <param name="comparison">The comparison.</param>
    /// <param name="path">The file.</param>
    /// <param name="cancellationToken">Stops the writing; nothing is left then.</param>
    /// <returns>A task that ends when the file is in its place.</returns>
    /// <exception cref="DemurException">The file cannot be written.</exception>
    public static Task WriteAsync(RunComparison comparison, string path, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(comparison);
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        return AtomicFile.WriteAsync(path, (stream, cancel) => WriteAsync(comparison, stream, cancel), cancellationToken);
    }

    private static async Task WriteAsync(RunComparison comparison, Stream stream, CancellationToken cancellationToken)
    {
        var page = new HtmlPage();
        page.Add(ChangeSection.Of(comparison));
        page.Add(
            "categories",
            "Categories",
            "Category by category",
            Markup.Of($"From the open dot (first run) to the full one (second run), over the prompts that both scored. A category is tested when at least {CategoryChange.LeastChanged} prompts changed; p-values are corrected for the number of tests (Holm), and those below 0.05 are marked as clear."),
            ChangeSection.Categories(comparison));
        FlipSection.AddTo(page, comparison);
        ShiftSection.AddTo(page, comparison);
        using var writer = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), 1 << 16, leaveOpen: true);
        var (first, second) = (comparison.First.Info, comparison.Second.Info);
        var title = $"{second.Model} against {first.Model}";
        var footer = $"Written by demur from runs {first.Id} and {second.Id}. This file holds everything it shows and loads nothing.";
        await PageFrame.WriteAsync(writer, title, page, data: null, footer, cancellationToken).ConfigureAwait(false);
    }
}
