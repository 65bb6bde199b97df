namespace Demur.Neural.Templates.Jinja;

/// <summary>Text between blocks.</summary>
internal sealed record TextStatement(int Line, string Text) : Statement(Line)
{
    protected override void Execute(RenderState state) => state.Write(Text);
}
