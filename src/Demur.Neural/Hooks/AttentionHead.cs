namespace Demur.Neural.Hooks;

/// <summary>A query head.</summary>
/// <param name="Layer">Its block, from 0.</param>
/// <param name="Head">Its number in the block, from 0.</param>
public readonly record struct AttentionHead(int Layer, int Head)
{
    /// <summary>The head as <c>layer.head</c>.</summary>
    public override string ToString() => $"{Layer}.{Head}";
}
