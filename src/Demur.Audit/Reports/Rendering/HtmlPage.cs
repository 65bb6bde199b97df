using System.Runtime.CompilerServices;
using System.Text;

namespace Demur.Audit.Reports.Rendering;

/// <summary>The body of a page as it grows.</summary>
internal sealed class HtmlPage
{
    public StringBuilder Builder { get; } = new();

    /// <summary>Adds markup; the holes of the interpolated string are escaped.</summary>
    public void Add([InterpolatedStringHandlerArgument("")] HtmlText text) => _ = text;

    public void Add(Markup markup) => Builder.Append(markup.Value);

    public override string ToString() => Builder.ToString();
}
