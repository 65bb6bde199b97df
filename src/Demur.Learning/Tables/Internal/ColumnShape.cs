namespace Demur.Learning.Tables.Internal;

/// <summary>What the features of one column mean together, which whoever makes rows must keep to.</summary>
internal enum ColumnShape
{
    /// <summary>One number, and perhaps a feature for its absence.</summary>
    Number,

    /// <summary>Bits of one number: those up to the last threshold reached are 1.</summary>
    Thresholds,

    /// <summary>At most one feature is 1.</summary>
    Category,

    /// <summary>Weights of words.</summary>
    Words,

    /// <summary>Words that are there or not.</summary>
    WordBits,
}
