namespace Demur.Neural.Templates.Jinja;

/// <summary>What a name stands for.</summary>
internal sealed record NameExpression(string Name) : Expression
{
    protected override object? Compute(RenderState state) => state.Find(Name);
}
