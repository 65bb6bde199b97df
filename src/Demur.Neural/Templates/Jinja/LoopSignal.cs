namespace Demur.Neural.Templates.Jinja;

/// <summary>What a loop's body asks of the loop.</summary>
internal enum LoopSignal
{
    None,
    Break,
    Continue,
}
