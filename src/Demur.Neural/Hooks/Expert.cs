namespace Demur.Neural.Hooks;

/// <summary>A routed expert.</summary>
/// <param name="Layer">Its block, from 0.</param>
/// <param name="Index">Its number in the block, from 0.</param>
public readonly record struct Expert(int Layer, int Index)
{
    /// <summary>The expert as <c>layer.index</c>.</summary>
    public override string ToString() => $"{Layer}.{Index}";
}
