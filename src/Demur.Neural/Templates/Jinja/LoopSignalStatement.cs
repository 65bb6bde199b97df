namespace Demur.Neural.Templates.Jinja;

/// <summary><c>break</c> or <c>continue</c>.</summary>
internal sealed record LoopSignalStatement(int Line, LoopSignal Signal) : Statement(Line)
{
    protected override void Execute(RenderState state) => state.Signal = Signal;
}
