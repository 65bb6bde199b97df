namespace Demur.Audit.Reports.Rendering;

/// <summary>Text that is HTML already and must not be escaped again. Only markup that we build ourselves may become one.</summary>
internal readonly record struct Markup(string Value)
{
    public static Markup None { get; } = new("");

    public override string ToString() => Value;

    /// <summary>Builds markup from an interpolated string whose holes are escaped.</summary>
    public static Markup Of(HtmlText text) => new(text.ToString());

    public static Markup Join(IEnumerable<Markup> parts) => new(string.Concat(parts.Select(part => part.Value)));
}
