using System.Text;

namespace Demur.Audit.Reports.Rendering;

/// <summary>The body of a page as it grows, one section after the other.</summary>
internal sealed class HtmlPage
{
    private readonly StringBuilder _builder = new();
    private readonly StringBuilder _links = new();

    /// <summary>The links to the sections, for the navigation bar.</summary>
    public Markup Links => new(_links.ToString());

    /// <summary>Adds a section without a link.</summary>
    public void Add(Markup markup) => _builder.AppendLine(markup.Value);

    /// <summary>Adds a section with a heading, one sentence that says what to see, and a link; nothing when it has no body.</summary>
    /// <param name="id">The anchor.</param>
    /// <param name="link">The link's short text.</param>
    /// <param name="title">The heading.</param>
    /// <param name="lede">What to see, in a sentence or two.</param>
    /// <param name="body">The figures.</param>
    public void Add(string id, string link, string title, Markup lede, Markup body)
    {
        if (body == Markup.None)
        {
            return;
        }

        _links.Append(Markup.Of($"""<li><a href="#{id}">{link}</a></li>""").Value);
        Add(Markup.Of($"""
            <section id="{id}" aria-labelledby="{id}-title">
            <h2 id="{id}-title">{title}</h2>
            <p class="lede">{lede}</p>
            {body}
            </section>
            """));
    }

    public override string ToString() => _builder.ToString();
}
