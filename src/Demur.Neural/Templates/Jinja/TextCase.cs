namespace Demur.Neural.Templates.Jinja;

/// <summary>Changes of case as Python makes them.</summary>
internal static class TextCase
{
    public static string Capitalize(string text) => text.Length == 0 ? "" : char.ToUpperInvariant(text[0]) + text[1..].ToLowerInvariant();

    public static string Title(string text) => string.Create(text.Length, text, static (span, source) =>
    {
        for (var i = 0; i < span.Length; i++)
        {
            span[i] = i > 0 && char.IsLetter(source[i - 1]) ? char.ToLowerInvariant(source[i]) : char.ToUpperInvariant(source[i]);
        }
    });
}
