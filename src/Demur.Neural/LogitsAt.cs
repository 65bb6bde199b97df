using static TorchSharp.torch;

namespace Demur.Neural;

/// <summary>At which positions a forward computes logits: the head is a large share of a small model's work.</summary>
public sealed class LogitsAt
{
    private LogitsAt(Tensor? rows) => Rows = rows;

    /// <summary>At every position: [batch, position, vocabulary]. The default.</summary>
    public static LogitsAt All { get; } = new(null);

    /// <summary>At the last real token of each row: [batch, 1, vocabulary].</summary>
    public static LogitsAt Last { get; } = new(null);

    /// <summary>Nowhere: the forward returns the residual stream after its last block, [batch, position, width].</summary>
    public static LogitsAt None { get; } = new(null);

    internal Tensor? Rows { get; }

    /// <summary>At chosen places: [count, vocabulary].</summary>
    /// <param name="rows">Flat indices (row times positions plus position) as 64-bit integers, [count]; stays the caller's.</param>
    public static LogitsAt Flat(Tensor rows) => new(rows);
}
