using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace Demur.Audit.Reports.Rendering;

/// <summary>An interpolated string of HTML: the literal parts are ours and stay, every hole is escaped unless it is <see cref="Markup"/>. A forgotten escape cannot happen.</summary>
[InterpolatedStringHandler]
internal readonly ref struct HtmlText
{
    private readonly StringBuilder _builder;

    public HtmlText(int literalLength, int formattedCount)
    {
        _builder = new StringBuilder(literalLength + (16 * formattedCount));
    }


    public void AppendLiteral(string text) => _builder.Append(text);

    public void AppendFormatted(Markup markup) => _builder.Append(markup.Value);

    public void AppendFormatted(string? text) => HtmlEscape.Append(_builder, text);

    public void AppendFormatted(int number) => _builder.Append(CultureInfo.InvariantCulture, $"{number}");

    public void AppendFormatted(int number, string format) => _builder.Append(number.ToString(format, CultureInfo.InvariantCulture));

    public void AppendFormatted(double number, string format) => _builder.Append(number.ToString(format, CultureInfo.InvariantCulture));

    public override string ToString() => _builder.ToString();
}
