using System.Text;
using Demur.Decisions;
using Spectre.Console;

namespace Demur.Cli.Rendering;

/// <summary>Evidence on a terminal: the text with the words that speak in colour, and the reasons one a line.</summary>
internal static class EvidenceView
{
    /// <summary>Colours each character by the strongest evidence that covers it: one colour for the positive class, one against.</summary>
    public static string Highlight(string text, Evidence evidence, string forColour = "red", string againstColour = "green")
    {
        var weights = new double[text.Length];
        foreach (var item in evidence.Items.Reverse())
        {
            foreach (var span in item.Places)
            {
                weights.AsSpan(span.Start, span.Length).Fill(item.Weight);
            }
        }

        var marked = new StringBuilder();
        for (var start = 0; start < text.Length;)
        {
            var end = start + 1;
            while (end < text.Length && Math.Sign(weights[end]) == Math.Sign(weights[start]))
            {
                end++;
            }

            var part = Markup.Escape(PlainText.InLine(text[start..end]));
            marked.Append(Math.Sign(weights[start]) switch { > 0 => $"[{forColour}]{part}[/]", < 0 => $"[{againstColour}]{part}[/]", _ => part });
            start = end;
        }

        return marked.ToString();
    }
}
